"""What ran when: services and the web put on record how each call began and ended.

The picture of a failure is drawn from this record, never from what a test expected.
"""

import asyncio
import contextlib
import copy
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dojo.findings.findings import record
from dojo.virtual.clock import Clock

_turns = itertools.count()


@dataclass(eq=False)
class Bar:
    """One piece of work.

    Attributes:
        name: what is being done.
        began: virtual seconds at which it began.
        ended: virtual seconds at which it ended, None while it is at work.
        outcome: "at work", "answered", "failed" or "cancelled".
    """

    name: str
    began: float
    ended: float | None = None
    outcome: str = "at work"
    # At the same instant much may begin and end, one after another.
    began_in_turn: int = field(default_factory=_turns.__next__, init=False)
    ended_in_turn: int = field(default=0, init=False)

    def end(self, outcome: str, seconds: float | None = None) -> None:
        """Say how it ended; only the first word counts.

        Args:
            outcome: how it ended.
            seconds: when it ended; now, if it is not given.
        """
        if self.ended is None:
            self.ended = Clock().elapsed if seconds is None else seconds
            self.outcome = outcome
            self.ended_in_turn = next(_turns)


class Timeline:
    """The pieces of work of one test, or of one Hypothesis example.

    Attributes:
        bars: the pieces of work, in the order in which they began.
        steps: the steps of the tasks, where a test chooses their order.
    """

    def __init__(self) -> None:
        self.bars: list[Bar] = []
        self.steps: list[str] = []
        self._frozen: tuple[list[Bar], float] | None = None

    @contextlib.contextmanager
    def working(self, bar: Bar) -> Iterator[None]:
        """Put the block on record as a piece of work, and how it ends."""
        self.bars.append(bar)
        try:
            yield
        except BaseException as error:
            cancelled = isinstance(error, asyncio.CancelledError)
            bar.end("cancelled" if cancelled else "failed")
            raise
        bar.end("answered")

    def freeze(self) -> None:
        """Keep the bars as they are now: what follows is the judge's tidying up."""
        if self._frozen is None:
            self._frozen = self.seen()

    def seen(self) -> tuple[list[Bar], float]:
        """Return the bars, and the virtual second at which they are seen like this."""
        if self._frozen is not None:
            return self._frozen
        return [copy.copy(bar) for bar in self.bars], Clock().elapsed


def counts(bars: Iterable[Bar]) -> list[tuple[float, int]]:
    """Return after each change the virtual second, and how many are at work then."""
    changes = []
    for bar in bars:
        changes.append((bar.began_in_turn, bar.began, 1))
        if bar.ended is not None:
            changes.append((bar.ended_in_turn, bar.ended, -1))
    changes.sort()
    at_work = itertools.accumulate(change for _, _, change in changes)
    return [(change[1], n) for change, n in zip(changes, at_work, strict=True)]


def peak(bars: Iterable[Bar]) -> int:
    """Return how many were at work at the same time, at most."""
    return max((count for _, count in counts(bars)), default=0)


def timeline() -> Timeline:
    """Return the timeline of the test, or of the example, that runs now."""
    return record().part(Timeline)
