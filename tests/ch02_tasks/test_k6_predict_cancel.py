"""A cancelled task hears of it at its await, cleans up, and then it has ended."""

from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import assert_predicted
from katas.ch02_tasks.k6_predict_cancel import printed, program

QUESTION = "Who has control after `task.cancel()`, and at which line does it change?"


def test_the_example():
    """The CancelledError arrives when the task gets control, not in `cancel()`."""
    lines = [
        "Ada counts 1",
        "cancel was called; cancelled: False",
        "Ada has to stop",
        "Ada has cleaned up",
        "a CancelledError came out",
        "end; cancelled: True",
    ]

    assert_predicted(program, printed, "Ada", 0, question=QUESTION, as_given=lines)


def test_it_counts_before():
    """The worker counts at once, and then once a second."""
    question = "How often does the worker count before it is cancelled?"

    assert_predicted(program, printed, "Grace", 2, question=question)


@given(name=st.text("abcde", min_size=1), seconds=st.integers(0, 5))
def test_any_arguments(name, seconds):
    """Whatever the arguments are, the lines are those of the program."""
    assert_predicted(program, printed, name, seconds, question=QUESTION)
