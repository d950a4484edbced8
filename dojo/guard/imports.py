"""An answer stands on its own feet: it neither imports nor reads ours."""

import ast
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dojo import ROOT
from dojo.findings import debugger
from dojo.findings.findings import record
from dojo.findings.source import is_answer, nearest_answer

_FORBIDDEN_PACKAGES = ("solutions", "tests", "dojo")
# Pages to download, for a learner who runs the answer: it judges nothing.
_ALLOWED = "dojo.site"
_FENCED = tuple(f"{ROOT / name}{os.sep}" for name in ("solutions", "tests"))
_READ_FOR_OTHERS = debugger.PACKAGES | {"linecache", "pytest", "_pytest", "hypothesis"}


class NotYourOwn(ImportError):
    """An answer uses the solutions or the tests."""


def check_imports(source: ast.Module) -> None:
    """Refuse an answer that imports the solutions, the tests or the judge.

    Raises:
        NotYourOwn: it does; the error knows the line.
    """
    for node in ast.walk(source):
        for module in _modules_imported_by(node):
            package = module.partition(".")[0]
            if package in _FORBIDDEN_PACKAGES and module != _ALLOWED:
                raise NotYourOwn(
                    f"line {getattr(node, 'lineno', 0)} imports {module}; "
                    "an answer stands on its own feet"
                )


def _modules_imported_by(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module


def refuse_fenced_file(_event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse that an answer opens a file of the solutions or the tests."""
    path = arguments[0]
    if not isinstance(path, str | os.PathLike):
        return
    path = os.path.abspath(os.fspath(path))
    if not isinstance(path, str) or not path.startswith(_FENCED) or is_answer(path):
        return
    line = nearest_answer(unless_through=_READ_FOR_OTHERS)
    if line is not None:
        finding = record().note(
            f"This line reads {Path(path).relative_to(ROOT).as_posix()}: "
            "an answer stands on its own feet.",
            "What would you write without it?",
            line,
        )
        raise NotYourOwn(str(finding))
