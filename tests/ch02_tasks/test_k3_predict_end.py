"""What is left when main ends is cancelled."""

from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import assert_predicted
from katas.ch02_tasks.k3_predict_end import printed, program

QUESTION = "What does `asyncio.run` do with a task that is left when `main` returns?"


def test_the_example():
    """A task that is quicker than main comes to its end."""
    question = "Who runs while `main` sleeps?"

    assert_predicted(program, printed, "Ada", 1, 2, question=question)


def test_main_ends_first():
    """A task that is left when main ends is cancelled: only its `finally` runs."""
    lines = ["main waits", "Ada begins", "main ends; done: False"]
    lines += ["Ada cleans up", "the program ends"]

    assert_predicted(program, printed, "Ada", 3, 1, question=QUESTION, as_given=lines)


@given(
    name=st.text("abcde", min_size=1),
    seconds=st.lists(st.integers(1, 9), min_size=2, max_size=2, unique=True),
)
def test_any_arguments(name, seconds):
    """Whatever the arguments are, the lines are those of the program."""
    assert_predicted(program, printed, name, *seconds, question=QUESTION)
