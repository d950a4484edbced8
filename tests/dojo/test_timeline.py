"""The picture of what ran when."""

import asyncio
import re

import pytest

from dojo.report import drawing
from dojo.testing.fakes import FakeService
from dojo.virtual.timeline import Bar, Timeline, timeline


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
    assert drawn[-1] == ("! failed   × cancelled   ▸ at work   at most 3 at a time")
    assert isinstance(tasks[0].exception(), OSError)
    tasks[2].cancel()
    await asyncio.wait(tasks)


async def test_what_is_done_again_shares_a_row():
    """A retry stands in the row of the first try."""
    fetch = FakeService(takes=1)

    await fetch("a")
    await asyncio.sleep(2)
    await fetch("a")

    rows = [
        line
        for line in drawing.picture(timeline()).splitlines()
        if line.startswith("fetch")
    ]
    assert len(rows) == 1
    assert rows[0].count("━ ") == 1
    assert rows[0].count(" ↻━") == 1
    assert "↻ again" in drawing.picture(timeline())


@pytest.mark.parametrize("count", [1, 14, 15, 500])
async def test_it_fits_a_terminal(count):
    """It has at most 80 columns and 20 lines, however much ran."""
    fetch = FakeService(takes=quarters())
    await asyncio.gather(*(fetch("key" * 20 + str(n)) for n in range(1, count + 1)))

    lines = drawing.picture(timeline()).splitlines()

    assert len(lines) <= 20
    assert max(map(len, lines)) <= 78
    assert ("more" in drawing.picture(timeline())) == (count > 14)


def quarters():
    """Return a different time for each key."""
    return {"key" * 20 + str(n): n / 4 for n in range(1, 501)}


@pytest.mark.parametrize("name", ["größe", "日本", "🐍", "a\u0301"])
async def test_any_name_keeps_its_width(name):
    """Characters that are wide, or have no width, do not move the picture."""
    bar = Bar(name * 9, 0)
    timeline().bars.append(bar)
    bar.end("answered", 2)

    drawn = drawing.picture(timeline())

    assert drawn.translate(drawing.TO_ASCII).isascii()
    assert max(map(len, drawn.splitlines())) <= 78


async def test_what_takes_no_time_counts_together():
    """Two that are at work at the same instant are two."""
    fetch = FakeService()

    await asyncio.sleep(1)
    await asyncio.gather(fetch("a"), fetch("b"))

    assert "at most 2 at a time" in drawing.picture(timeline())
    assert fetch.peak == 2


async def test_what_takes_no_time_counts_one_by_one():
    """Two that are at work one after another at the same instant are one."""
    fetch = FakeService()

    await asyncio.sleep(1)
    await fetch("a")
    await fetch("b")

    assert "at most 1 at a time" in drawing.picture(timeline())


def test_short_pauses_are_no_zeros():
    """In a column the most at work count, not those at one instant of it."""
    line = Timeline()
    for second in range(1000):
        bar = Bar("a", second)
        line.bars.append(bar)
        bar.end("answered", second + 0.5)

    [counts] = [
        x for x in drawing.picture(line).splitlines() if x.startswith("at work")
    ]

    assert counts == "at work │1"


def test_long_times_keep_apart():
    """The times above the picture never touch."""
    line = Timeline()
    bar = Bar("a", 0)
    line.bars.append(bar)
    bar.end("answered", 2_592_000)

    ticks = drawing.picture(line).splitlines()[0].split()

    assert all(re.fullmatch(r"[\d.e+]+s", tick) for tick in ticks), ticks


def test_where_nothing_took_time_there_is_no_picture():
    """An empty record has no picture."""
    assert drawing.picture(Timeline()) == ""


async def test_it_can_be_plain_ascii():
    """Each character has a plain stand-in."""
    await FakeService(takes=1)("a")

    assert drawing.picture(timeline()).translate(drawing.TO_ASCII).isascii()
