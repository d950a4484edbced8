"""Draws what ran when, in the terminal."""

import itertools
import math

from dojo.virtual.timeline import Bar, Timeline, counts, peak

MOST_COLUMNS, MOST_ROWS = 76, 14
MOST_STEPS = 12
_LONGEST_NAME = 24
_FEWEST_COLUMNS_FOR_A_TICK = 8
_STEPS = (1, 2, 5, 10)
_AGAIN = "↻"
_ENDS = {"failed": "!", "cancelled": "×", "at work": "▸"}
EDGE = "│"


def picture(timeline: Timeline) -> str:
    """Return what ran when, at most 80 columns wide and 20 lines high.

    Args:
        timeline: what is on record.

    Returns:
        An empty text if nothing took any time.
    """
    return _Picture(*timeline.seen()).text()


def story(timeline: Timeline) -> str:
    """Return the steps of the tasks, one a line; empty if there was no choice."""
    if not timeline.steps:
        return ""
    numbered = [f"{n:3}. {step}" for n, step in enumerate(timeline.steps, 1)]
    left_out = max(0, len(numbered) - MOST_STEPS)
    said = f"The last {MOST_STEPS} steps" if left_out else "Steps"
    return "\n".join([f"{said}, the same in every run:", *numbered[left_out:]])


class _Picture:
    """A row for each piece of work, the times above, how many are at work below.

    Until `now` those are drawn that have not ended.
    """

    def __init__(self, bars: list[Bar], now: float) -> None:
        self._bars = bars
        self._now = now

    def text(self) -> str:
        end = max((self._end_of(bar) for bar in self._bars), default=0)
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
        lines.append(self._legend())
        return "\n".join(line.rstrip() for line in lines)

    def _end_of(self, bar: Bar) -> float:
        return self._now if bar.ended is None else bar.ended

    def _rows(self) -> list[tuple[str, list[Bar]]]:
        """Return the bars row by row; what is done again shares a row."""
        rows: list[tuple[str, list[Bar]]] = []
        for bar in self._bars:
            own_name = _plain(bar.name)
            for name, bars in rows:
                if name == own_name and self._end_of(bars[-1]) <= bar.began:
                    bars.append(bar)
                    break
            else:
                rows.append((own_name, [bar]))
        return rows

    def _drawn(self, bars: list[Bar], scale: "_Scale") -> str:
        cells = [" "] * scale.columns
        for number, bar in enumerate(bars):
            columns = scale.columns_between(bar.began, self._end_of(bar))
            cells[columns.start : columns.stop] = "━" * len(columns)
            if number:
                cells[columns[0]] = _AGAIN
            if mark := _ENDS.get(bar.outcome):
                cells[columns[-1]] = mark
        return "".join(cells)

    def _drawn_counts(self, scale: "_Scale") -> str:
        line, written = "", None
        for column, count in enumerate(self._most_in_columns(scale)):
            if count != written and (not line or column > len(line)):
                line, written = f"{line:{column}}{count}", count
        return line

    def _most_in_columns(self, scale: "_Scale") -> list[int]:
        """Return how many are at work in each column, at most."""
        most = [0] * scale.columns
        changes = [*counts(self._bars), (scale.end, 0)]
        for (begin, count), (end, _) in itertools.pairwise(changes):
            if begin < end:
                for column in scale.columns_between(begin, end):
                    most[column] = max(most[column], count)
        return most

    def _legend(self) -> str:
        outcomes = {bar.outcome for bar in self._bars}
        said = [f"{mark} {word}" for word, mark in _ENDS.items() if word in outcomes]
        if any(bars[1:] for _, bars in self._rows()):
            said.append(f"{_AGAIN} again")
        said.append(f"at most {peak(self._bars)} at a time")
        return "   ".join(said)


class _Scale:
    """Where on a line of so many columns an instant is drawn; `end` is the last one."""

    def __init__(self, end: float, columns: int) -> None:
        self.end = end
        self.columns = columns

    def column(self, seconds: float) -> int:
        """Return the column of an instant."""
        return round(seconds / self.end * self.columns)

    def columns_between(self, begin: float, end: float) -> range:
        """Return the columns from one instant to another, at least one."""
        first = min(self.column(begin), self.columns - 1)
        return range(first, max(first + 1, self.column(end)))

    def ticks(self) -> str:
        """Return the line of times above the picture."""
        line = ""
        for number in range(math.floor(self.end / self._step) + 1):
            seconds = number * self._step
            label = f"{seconds:g}s"
            column = self.column(seconds)
            has_room = not line or column > len(line)
            if has_room and column + len(label) <= self.columns + 2:
                line = f"{line:{column}}{label}"
        return line

    @property
    def _step(self) -> float:
        """Seconds between two ticks: 1, 2 or 5 times a power of ten."""
        least = self.end * _FEWEST_COLUMNS_FOR_A_TICK / self.columns
        power: float = 10.0 ** math.floor(math.log10(least))
        steps = [power * step for step in _STEPS]
        return next(step for step in steps if step >= least)


def _plain(name: str) -> str:
    """Return a name in ASCII: some other characters take two columns, or none."""
    return name.encode("ascii", "backslashreplace").decode()
