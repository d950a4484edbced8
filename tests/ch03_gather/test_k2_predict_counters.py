"""Two counters take turns where they wait, and not where they block."""

from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import assert_predicted
from katas.ch03_gather.k2_predict_counters import (
    blocking,
    counting,
    printed_by_blocking,
    printed_by_counting,
)

WAITS = "Which lines of `counting` and `count` have to wait, and who runs then?"
BLOCKS = "Which lines of `blocking` and `block` let others run, and which do not?"

names = st.text("abcde ", min_size=1)


def test_two_counters():
    """While one counter waits in `asyncio.sleep`, the other one runs."""
    lines = ["egg 0", "tea 0", "egg 1", "tea 1", "done"]
    args = ("egg", "tea", 2)

    assert_predicted(
        counting, printed_by_counting, *args, question=WAITS, as_given=lines
    )


def test_a_counter_that_blocks():
    """While one counter stands in `time.sleep`, nothing else runs."""
    lines = ["egg 0", "egg 1", "tea 0", "tea 1", "done"]
    args = ("egg", "tea", 2)

    assert_predicted(
        blocking, printed_by_blocking, *args, question=BLOCKS, as_given=lines
    )


@given(first=names, second=names, times=st.integers(0, 5))
def test_any_counters(first, second, times):
    """Whatever the arguments are, the lines are those of `counting`."""
    assert_predicted(
        counting, printed_by_counting, first, second, times, question=WAITS
    )


@given(first=names, second=names, times=st.integers(0, 5))
def test_any_counters_that_block(first, second, times):
    """Whatever the arguments are, the lines are those of `blocking`."""
    assert_predicted(
        blocking, printed_by_blocking, first, second, times, question=BLOCKS
    )
