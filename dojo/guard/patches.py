"""An answer changes no library: what it replaces is put back, and told."""

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from dojo.findings.findings import record

_PATCHED_BY_NOBODY = ("asyncio", "pytest")


class Seal:
    """Remembers what asyncio and pytest show to others, and puts it back.

    Only functions and classes count: other values of those modules may change.
    """

    def __init__(self) -> None:
        # The parts of each module and class.
        self._sealed: dict[Any, dict[str, Any]] = {}

    def renew(self) -> None:
        """Remember what is there now."""
        for name, module in list(sys.modules.items()):
            is_sealed = name.partition(".")[0] in _PATCHED_BY_NOBODY
            if is_sealed and module not in self._sealed:
                for owner in (module, *_classes_of(module)):
                    self._sealed.setdefault(owner, dict(vars(owner)))

    def mend(self) -> None:
        """Put on record what an answer replaced, and put back what was there."""
        replaced = [
            name
            for owner, parts in self._sealed.items()
            # After each test nearly nothing has changed: this finds it quickly.
            if vars(owner) != parts
            for name in _put_back(owner, parts)
        ]
        if replaced:
            names = ", ".join(sorted(replaced)[:3])
            record().note(
                f"The answer replaced {names}: an answer stands on its own feet, "
                "it changes no library.",
                "What would you write without it?",
            )


def _classes_of(module: ModuleType) -> list[type]:
    """Return the classes of a module's own package; `_pytest` is pytest's."""
    package = module.__name__.partition(".")[0]
    classes = [part for part in vars(module).values() if isinstance(part, type)]
    return [
        c for c in classes if c.__module__.partition(".")[0] in (package, f"_{package}")
    ]


def _put_back(owner: Any, parts: dict[str, Any]) -> Iterator[str]:
    """Put back what was replaced in a module or class, and yield the names of it."""
    for name, part in parts.items():
        if callable(part) and vars(owner).get(name) is not part:
            setattr(owner, name, part)
            yield f"{owner.__name__}.{name}"
