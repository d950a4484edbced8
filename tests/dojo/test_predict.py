"""What a program prints is compared with what was predicted, line by line."""

import asyncio
import functools
import re

import pytest

from dojo.findings.findings import record
from dojo.testing import assert_predicted
from katas.ch01_coroutines.k3_predict_calls import program
from katas.ch03_gather.k2_predict_counters import blocking, count, counting

counters = functools.partial(counting, "a", "b", 2)
counters_that_block = functools.partial(blocking, "a", "b", 2)


async def leaves_a_task():
    left = asyncio.create_task(asyncio.sleep(9))
    await asyncio.sleep(1)
    print("left" if not left.done() else "done")


def ordinary():
    print("before")
    asyncio.run(count("a", 2))
    print("after")


TAKE_TURNS = ["a 0", "b 0", "a 1", "b 1", "done"]
ONE_BLOCKS = ["a 0", "a 1", "b 0", "b 1", "done"]


@pytest.mark.parametrize(
    ("program", "lines"),
    [
        (counters, TAKE_TURNS),
        (counters_that_block, ONE_BLOCKS),
        (leaves_a_task, ["left"]),
        (ordinary, ["before", "a 0", "a 1", "after"]),
    ],
)
def test_the_right_lines_are_right(program, lines):
    assert_predicted(program, lambda: lines, question="?", as_given=lines)

    assert record().take_findings() == []


@pytest.mark.parametrize(
    ("predicted", "said"),
    [
        (["a 0", "a 1"], "line 2 is 'b 0', and you predict 'a 1'."),
        (["a 0"], "line 2 is 'b 0', and you predict no such line."),
        ([*TAKE_TURNS, "c"], "you predict 'c' as line 6, and nothing more is printed."),
        (None, "printed() returned None. Where is the list of lines?"),
        ("a 0", "printed() returned 'a 0'. Where is the list of lines?"),
    ],
)
def test_the_first_line_that_differs_is_shown(predicted, said):
    """With who had control then, and when."""

    def printed():
        return predicted

    with pytest.raises(AssertionError) as caught:
        assert_predicted(counters, printed, question="Who waits?")

    assert said in str(caught.value)


def test_who_had_control_is_shown():
    """The function, its line and the second, and the question below."""
    with pytest.raises(AssertionError) as caught:
        assert_predicted(program, lambda *_: ["made", "done"], "Ada", 0, question="?")

    said = str(caught.value)
    assert re.search(r"^  0 s      program, line \d+ +prints 'made'$", said, re.M)
    assert re.search(
        r"^  0 s      greet, line \d+ +prints 'Hello, Ada!'\n\?$", said, re.M
    )


def test_the_clock_goes_on_while_a_program_blocks():
    """The table shows it: two calls of one second each."""
    with pytest.raises(AssertionError) as caught:
        assert_predicted(counters_that_block, lambda: ONE_BLOCKS[:2], question="?")

    seconds = [row.split()[0] for row in str(caught.value).splitlines()[2:5]]
    assert seconds == ["0", "1", "2"]


def test_a_program_that_was_changed_is_told():
    with pytest.raises(AssertionError, match="What has been changed in it"):
        assert_predicted(ordinary, list, question="?", as_given=["before"])
