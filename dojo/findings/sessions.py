"""The sessions of aiohttp that a test opens, and the line that opened each of them.

aiohttp has no hook for this: whoever opens a session says who may trace it. So its
public constructor is wrapped, here and nowhere else.
"""

import contextlib
import functools
import sys
import weakref
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from unittest import mock

from dojo.findings.findings import record
from dojo.findings.source import SourceLine, is_answer, nearest_author

if TYPE_CHECKING:
    import aiohttp


class Sessions:
    """The sessions of one test, or of one Hypothesis example.

    Attributes:
        made: how many there were.
    """

    def __init__(self) -> None:
        self.made = 0
        self._alive = weakref.WeakSet["aiohttp.ClientSession"]()
        # By id: what is collected as garbage has lost its weak references before it
        # says that nobody has closed it.
        self._lines: dict[int, SourceLine | None] = {}
        record().at_the_end.append(self._note_leftovers)

    @property
    def open(self) -> int:
        """How many are not closed."""
        return sum(not session.closed for session in self._alive)

    def note(self, session: "aiohttp.ClientSession") -> None:
        """Put on record that a session is opened now, and by which line."""
        self.made += 1
        self._alive.add(session)
        self._lines[id(session)] = nearest_author()

    def note_never_closed(self, session: "aiohttp.ClientSession") -> None:
        """Put on record that nobody closes a session."""
        record().note(
            "Unclosed client session: it was opened here.",
            "Who closes it?",
            self._lines.get(id(session)),
            consequence=True,
        )

    def _note_leftovers(self) -> None:
        """Put on record each session that an answer has opened and not closed.

        aiohttp says so itself of a session that is thrown away; others are kept.
        """
        for session in self._alive:
            line = self._lines[id(session)]
            if not session.closed and line is not None and is_answer(line.path):
                self.note_never_closed(session)


def sessions() -> Sessions:
    """Return the sessions of the test, or of the example, that runs now."""
    return record().part(Sessions)


@contextlib.contextmanager
def sessions_on_record() -> Iterator[None]:
    """Put each session on record that is opened in the block; blocks may be nested.

    Whatever opens sessions has imported aiohttp, which is slow, before the block.
    """
    session_class: Any = getattr(sys.modules.get("aiohttp"), "ClientSession", None)
    if session_class is None or hasattr(session_class.__init__, "__wrapped__"):
        yield
        return
    real_init = session_class.__init__

    @functools.wraps(real_init)
    def init(session: "aiohttp.ClientSession", *args: Any, **options: Any) -> None:
        real_init(session, *args, **options)
        sessions().note(session)

    with mock.patch.object(session_class, "__init__", init):
        yield
