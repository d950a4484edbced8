"""A coroutine runs when it is awaited, not when it is made."""

from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import assert_predicted
from katas.ch01_coroutines.k3_predict_calls import printed, program

QUESTION = "Which line of the program runs `greet`?"


def test_the_example():
    """The lines come in the order in which they are printed."""
    assert_predicted(program, printed, "Ada", 0, question=QUESTION)


def test_the_loop_comes_first():
    """What stands between the call and the `await` is printed before the greeting."""
    lines = ["made", "waiting 0", "waiting 1", "Hello, Grace!", "done"]
    question = "Which lines of the program run between the call and the `await`?"

    assert_predicted(program, printed, "Grace", 2, question=question, as_given=lines)


@given(name=st.text("abcde ", min_size=1), times=st.integers(0, 5))
def test_any_arguments(name, times):
    """Whatever the arguments are, the lines are those of the program."""
    assert_predicted(program, printed, name, times, question=QUESTION)
