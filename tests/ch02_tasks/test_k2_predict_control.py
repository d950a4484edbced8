"""Control changes at an await that has to wait, and nowhere else."""

from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import assert_predicted
from katas.ch02_tasks.k2_predict_control import printed, program

QUESTION = "Which `await` of the program has to wait, so that others can run?"


def test_the_example():
    """An `await` that does not have to wait lets nobody else run."""
    lines = ["1 tasks are made", "quick", "now program waits", "hello from Ada", "end"]

    assert_predicted(program, printed, ["Ada"], 1, question=QUESTION, as_given=lines)


def test_two_tasks():
    """All tasks that are ready run, in the order in which they were made."""
    assert_predicted(program, printed, ["Grace", "Ada"], 2, question=QUESTION)


def test_no_tasks():
    """Without names nobody else is there to run."""
    assert_predicted(program, printed, [], 1, question=QUESTION)


@given(
    names=st.lists(st.text("abcde", min_size=1), max_size=4), times=st.integers(0, 4)
)
def test_any_arguments(names, times):
    """Whatever the arguments are, the lines are those of the program."""
    assert_predicted(program, printed, names, times, question=QUESTION)
