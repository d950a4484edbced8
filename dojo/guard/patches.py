"""An answer changes no library: what it replaces is put back, and told."""

import operator
import sys
from collections.abc import Iterator
from itertools import compress
from types import ModuleType
from typing import Any

from dojo.findings.findings import record

_PATCHED_BY_NOBODY = ("asyncio", "pytest")


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

    def mend(self) -> None:
        """Put on record what an answer replaced, and put back what was there."""
        if replaced := self._put_back():
            names = ", ".join(sorted(replaced)[:3])
            record().note(
                f"The answer replaced {names}: an answer stands on its own feet, "
                "it changes no library.",
                "What would you write without it?",
            )

    def _put_back(self) -> list[str]:
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
