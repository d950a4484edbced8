"""The picture of what ran when."""

import asyncio
import re

import pytest

from dojo.report import drawing
from dojo.report.plain import DRAWN, TO_ASCII
from dojo.testing.fakes import FakeService
from dojo.virtual.timeline import Bar, Timeline, timeline


def line_of(*bars):
    """Return a record of work: of each piece its name, its begin and its end."""
    line = Timeline()
    for name, begin, end in bars:
        line.bars.append(Bar(name, begin))
        line.bars[-1].end("answered", end)
    return line


async def test_each_piece_of_work_has_its_row(clock):
    """A row begins and ends where its work does; the counts stand below."""
    fetch = FakeService(takes={"a": 3, "b": 1})

    await asyncio.gather(fetch("a"), fetch("b"))

    assert drawing.picture(timeline()) == (
        "            0s        0.5s       1s        1.5s      2s         2.5s      3s\n"
        "fetch('a') │━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━\n"
        "fetch('b') │━━━━━━━━━━━━━━━━━━━━━\n"
        "at work    │2                    1\n"
        "at most 2 at a time"
    )


async def test_how_it_ended_is_marked():
    """Failures, cancellations and what is still at work have marks."""
    fetch = FakeService(
        {"a": OSError("down"), "b": 1, "c": 1}, {"a": 1, "b": 9, "c": 9}
    )
    tasks = [asyncio.create_task(fetch(key)) for key in "abc"]
    await asyncio.wait(tasks, timeout=1)
    tasks[1].cancel()
    await asyncio.wait(tasks, timeout=1)

    drawn = drawing.picture(timeline()).splitlines()

    ends = {line.partition(" ")[0]: line[-1] for line in drawn[1:4]}
    assert ends == {"fetch('a')": "!", "fetch('b')": "×", "fetch('c')": "▸"}
    assert drawn[-1] == "! failed   × cancelled   ▸ at work   at most 3 at a time"
    assert isinstance(tasks[0].exception(), OSError)
    tasks[2].cancel()
    await asyncio.wait(tasks)


def test_what_is_done_again_shares_a_row():
    """A retry stands in the row of the first try."""
    drawn = drawing.picture(line_of(("fetch", 0, 1), ("fetch", 3, 4)))

    [row] = [line for line in drawn.splitlines() if line.startswith("fetch")]
    assert row.count("━ ") == row.count(" ↻━") == 1
    assert "↻ again" in drawn


@pytest.mark.parametrize("count", [1, 14, 15, 500])
def test_it_fits_a_terminal(count):
    """It has at most 80 columns and 20 lines, however much ran."""
    bars = [(f"{'key' * 20}{n}", 0, n / 4) for n in range(1, count + 1)]

    drawn = drawing.picture(line_of(*bars))

    assert len(drawn.splitlines()) <= 20
    assert max(map(len, drawn.splitlines())) <= 78
    assert ("more" in drawn) == (count > 14)


@pytest.mark.parametrize("name", ["größe", "日本", "🐍", "a\u0301"])
def test_any_name_keeps_its_width(name):
    """Characters that are wide, or have no width, do not move the picture."""
    drawn = drawing.picture(line_of((name * 9, 0, 2)))

    assert drawn.translate(TO_ASCII).isascii()
    assert max(map(len, drawn.splitlines())) <= 78


def test_what_a_terminal_lacks_keeps_its_width():
    """In a window each character has its place: none becomes wider."""
    drawn = "█━│…ä日🐍⏎▅".encode("ascii", DRAWN)

    assert drawn == b"#=|~?????<_"


async def test_what_takes_no_time_counts():
    """At one instant, two together are two, and one after another they are one."""
    fetch = FakeService()
    await asyncio.sleep(1)

    await fetch("a")
    await fetch("b")
    assert "at most 1 at a time" in drawing.picture(timeline())

    await asyncio.gather(fetch("a"), fetch("b"))
    assert "at most 2 at a time" in drawing.picture(timeline())
    assert fetch.peak == 2


def test_short_pauses_are_no_zeros():
    """In a column the most at work count, not those at one instant of it."""
    line = line_of(*(("a", second, second + 0.5) for second in range(1000)))

    assert "\nat work │1\n" in drawing.picture(line)


def test_long_times_keep_apart():
    """The times above the picture never touch."""
    ticks = drawing.picture(line_of(("a", 0, 2_592_000))).splitlines()[0].split()

    assert all(re.fullmatch(r"[\d.e+]+s", tick) for tick in ticks), ticks


def test_where_nothing_took_time_there_is_no_picture():
    """An empty record has no picture."""
    assert drawing.picture(Timeline()) == ""
