"""An answer stands on its own feet: it does not read ours, and it mends no library."""

import ast
import operator
import os
import sys
from collections.abc import Iterator
from itertools import compress
from pathlib import Path
from types import ModuleType
from typing import Any

from dojo import ROOT
from dojo.findings.findings import Finding, notebook
from dojo.findings.source import (
    answer_frame_that_called,
    current_frame,
    is_answer,
    spot_of,
)
from dojo.guard import audit

_FORBIDDEN_PACKAGES = ("solutions", "tests", "dojo")
_FENCED = tuple(f"{ROOT / name}{os.sep}" for name in ("solutions", "tests"))
_READ_FOR_OTHERS = frozenset({"linecache", "dojo", "pytest", "_pytest", "hypothesis"})
_PATCHED_BY_NOBODY = ("asyncio", "pytest")


class NotYourOwn(ImportError):
    """An answer uses the solutions or the tests."""


def check_imports(source: ast.Module, path: str) -> None:
    """Refuse an answer that imports the solutions, the tests or the judge.

    Raises:
        NotYourOwn: it does; the error knows the line.
    """
    for node in ast.walk(source):
        for module in _modules_imported_by(node):
            if module.partition(".")[0] in _FORBIDDEN_PACKAGES:
                raise NotYourOwn(
                    f"line {getattr(node, 'lineno', 0)} imports {module}; "
                    "an answer stands on its own feet"
                )


def guard_files() -> None:
    """Refuse to let an answer read the solutions or the tests."""
    audit.listen("open", _refuse_fenced_file)


def _modules_imported_by(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module


def _refuse_fenced_file(_event: str, arguments: tuple[Any, ...]) -> None:
    path = arguments[0]
    if not isinstance(path, str | os.PathLike):
        return
    path = os.path.abspath(os.fspath(path))
    if not isinstance(path, str) or not path.startswith(_FENCED) or is_answer(path):
        return
    frame = answer_frame_that_called(current_frame().f_back, _READ_FOR_OTHERS)
    if frame is None:
        return
    finding = Finding(
        f"This line reads {Path(path).relative_to(ROOT).as_posix()}: "
        "an answer stands on its own feet.",
        "What would you write without it?",
        (spot_of(frame),),
    )
    notebook.add(finding)
    raise NotYourOwn(str(finding))


class Seal:
    """Remembers what asyncio and pytest show to others, and puts it back.

    Only functions and classes count: other values of those modules may change.
    """

    def __init__(self) -> None:
        self._sealed: dict[Any, _Sealed] = {}

    def renew(self) -> None:
        """Remember what is there now."""
        for name, module in list(sys.modules.items()):
            if name.partition(".")[0] in _PATCHED_BY_NOBODY:
                self._remember(module)

    def _remember(self, module: ModuleType) -> None:
        if module in self._sealed:
            return
        classes = [v for v in vars(module).values() if isinstance(v, type)]
        for owner in (module, *(c for c in classes if _is_shown_by(module, c))):
            if owner not in self._sealed:
                self._sealed[owner] = _Sealed(owner)

    def mend(self) -> list[str]:
        """Put back what was replaced, and return the names of it."""
        # After each test nearly nothing has changed, and that has to be found quickly.
        every = self._sealed.values()
        changed = map(operator.ne, map(list, map(_values, every)), map(_last, every))
        return [name for sealed in compress(every, changed) for name in sealed.mend()]


def _is_shown_by(module: ModuleType, thing: type) -> bool:
    """Tell whether a class is of a module's own package; `_pytest` is pytest's."""
    package = module.__name__.partition(".")[0]
    return thing.__module__.partition(".")[0].removeprefix("_") == package


class _Sealed:
    """One module or class, and what it was made of."""

    def __init__(self, owner: Any) -> None:
        self._owner = owner
        self._parts = dict(vars(owner))
        self.values = vars(owner).values()
        self.last_values = list(self.values)

    def mend(self) -> Iterator[str]:
        """Put back what was replaced, and yield the names of it."""
        for name, part in self._parts.items():
            if callable(part) and vars(self._owner).get(name) is not part:
                setattr(self._owner, name, part)
                yield f"{self._owner.__name__}.{name}"
        self.last_values = list(self.values)


_values, _last = operator.attrgetter("values"), operator.attrgetter("last_values")


def report_patches(seal: Seal) -> None:
    """Write down what an answer replaced in asyncio or pytest, and put it back."""
    replaced = seal.mend()
    if replaced:
        names = ", ".join(sorted(replaced)[:3])
        notebook.add(
            Finding(
                f"The answer replaced {names}: an answer stands on its own feet, "
                "it changes no library.",
                "What would you write without it?",
            )
        )
