"""What ran when, drawn in the terminal.

Services and the mocked web write down when each call began and how it ended. The
picture is drawn from this record, never from what a test expected.
"""

import asyncio
import contextlib
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

from dojo.clock import Clock

MOST_COLUMNS, MOST_ROWS = 76, 14
MOST_STEPS = 12
_LONGEST_NAME = 24
_FEWEST_COLUMNS_FOR_A_TICK = 8
_STEPS = (1, 2, 5)
_AGAIN = "↻"
_ENDS = {"failed": "!", "cancelled": "×", "at work": "▸"}
EDGE = "│"
TO_ASCII = str.maketrans(
    {"━": "=", "×": "x", "▸": ">", _AGAIN: "r", EDGE: "|", "…": "~"}
    | {"█": "#", "░": "-"}
)


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

    def end(self, outcome: str) -> None:
        """Say how it ended; only the first word counts."""
        if self.ended is None:
            self.ended, self.outcome = Clock().elapsed, outcome


class Timeline:
    """The pieces of work of one test, or of one Hypothesis example.

    Attributes:
        bars: the pieces of work, in the order in which they began.
        steps: the steps that were chosen where several tasks could run.
    """

    def __init__(self) -> None:
        self.begin_afresh()

    def begin_afresh(self) -> None:
        """Forget the test or example before."""
        self.bars: list[Bar] = []
        self.steps: list[str] = []
        self._frozen: str | None = None

    @property
    def story(self) -> str:
        """The steps, one a line; empty if there was no choice."""
        if not self.steps:
            return ""
        numbered = [f"{n:3}. {step}" for n, step in enumerate(self.steps, 1)]
        return "\n".join(["Steps, the same in every run:", *numbered[-MOST_STEPS:]])

    @contextlib.contextmanager
    def working(self, bar: Bar) -> Iterator[None]:
        """Write down the block as a piece of work, and how it ends."""
        self.bars.append(bar)
        try:
            yield
        except BaseException as error:
            cancelled = isinstance(error, asyncio.CancelledError)
            bar.end("cancelled" if cancelled else "failed")
            raise
        bar.end("answered")

    @property
    def peak(self) -> int:
        """The most pieces of work that were at work at the same time."""
        return max((count for _, count in self._counts()), default=0)

    def freeze(self) -> None:
        """Keep the picture as it is now: what follows is the judge's tidying up."""
        if self._frozen is None:
            self._frozen = self.picture()

    def picture(self) -> str:
        """Return what ran when, at most 80 columns wide and 20 lines high.

        Empty if nothing took any time.
        """
        if self._frozen is not None:
            return self._frozen
        end = max((self._end_of(bar) for bar in self.bars), default=0)
        if end == 0:
            return ""
        rows = self._rows()
        width = min(max(len(name) for name, _ in rows), _LONGEST_NAME)
        scale = _Scale(end, MOST_COLUMNS - width - 4)
        lines = [f"{'':{width}}  {scale.ticks()}"]
        for name, bars in rows[:MOST_ROWS]:
            short = name if len(name) <= width else f"{name[: width - 1]}…"
            lines.append(f"{short:{width}} {EDGE}{self._drawn(bars, scale)}")
        if len(rows) > MOST_ROWS:
            lines.append(f"{'':{width}} {EDGE}… and {len(rows) - MOST_ROWS} more")
        lines.append(f"{'at work':{width}} {EDGE}{self._drawn_counts(scale)}")
        return "\n".join(line.rstrip() for line in [*lines, *self._legend()])

    def _end_of(self, bar: Bar) -> float:
        return Clock().elapsed if bar.ended is None else bar.ended

    def _rows(self) -> list[tuple[str, list[Bar]]]:
        """Return the bars row by row; what is done again shares a row."""
        rows: list[tuple[str, list[Bar]]] = []
        for bar in self.bars:
            for name, bars in rows:
                if name == bar.name and self._end_of(bars[-1]) <= bar.began:
                    bars.append(bar)
                    break
            else:
                rows.append((bar.name, [bar]))
        return rows

    def _drawn(self, bars: list[Bar], scale: "_Scale") -> str:
        cells = [" "] * scale.columns
        for number, bar in enumerate(bars):
            first = min(scale.column(bar.began), scale.columns - 1)
            last = max(first, scale.column(self._end_of(bar)) - 1)
            cells[first : last + 1] = "━" * (last + 1 - first)
            if number:
                cells[first] = _AGAIN
            if mark := _ENDS.get(bar.outcome):
                cells[last] = mark
        return "".join(cells)

    def _drawn_counts(self, scale: "_Scale") -> str:
        line, written = "", None
        counts = self._counts()
        for column in range(scale.columns):
            now = (column + 0.5) / scale.columns * scale.end
            count = [count for seconds, count in counts if seconds <= now][-1:]
            if count != written and (not line or column > len(line)):
                line, written = f"{line:{column}}{sum(count)}", count
        return line

    def _counts(self) -> list[tuple[float, int]]:
        """Return how many are at work from each instant at which that changes."""
        changes: dict[float, int] = {}
        for bar in self.bars:
            changes[bar.began] = changes.get(bar.began, 0) + 1
            if bar.ended is not None:
                changes[bar.ended] = changes.get(bar.ended, 0) - 1
        instants = sorted(changes)
        counts = itertools.accumulate(changes[instant] for instant in instants)
        return list(zip(instants, counts, strict=True))

    def _legend(self) -> list[str]:
        outcomes = {bar.outcome for bar in self.bars}
        said = [f"{mark} {word}" for word, mark in _ENDS.items() if word in outcomes]
        if any(bars[1:] for _, bars in self._rows()):
            said.append(f"{_AGAIN} again")
        return ["   ".join([*said, f"at most {self.peak} at a time"])]


class _Scale:
    """Where on the line an instant is drawn.

    Args:
        end: the last instant, in virtual seconds.
        columns: how wide the line may be.
    """

    def __init__(self, end: float, columns: int) -> None:
        self.end = end
        self.columns = columns

    def column(self, seconds: float) -> int:
        """Return the column of an instant."""
        return round(seconds / self.end * self.columns)

    def ticks(self) -> str:
        """Return the line of times above the picture."""
        line = ""
        for number in range(math.floor(self.end / self._step) + 1):
            seconds = number * self._step
            label = f"{seconds:g}s"
            column = self.column(seconds)
            if column + len(label) <= self.columns + 2:
                line = f"{line:{column}}{label}"
        return line

    @property
    def _step(self) -> float:
        """Seconds between two ticks: 1, 2 or 5 times a power of ten."""
        least = self.end * _FEWEST_COLUMNS_FOR_A_TICK / self.columns
        power: float = 10.0 ** math.floor(math.log10(least))
        steps = [power * step for step in (*_STEPS, 10)]
        return next(step for step in steps if step >= least)


timeline = Timeline()
