"""What a test leaves behind."""

import gc
import weakref

import pytest

from dojo.findings.findings import record
from dojo.guard import leaks
from dojo.guard.warned import collecting_garbage, noting_warnings
from dojo.testing import FakeService


class Circle:
    def __init__(self):
        self.myself = self


def test_what_failing_tests_leave_does_not_pile_up():
    """After some more tests it is gone, also where Python would not look for it."""
    circle = Circle()
    left = weakref.ref(circle)
    for _ in range(2):
        gc.collect(1)  # two collections later, only a full one finds it
    del circle

    for _ in range(20):
        with collecting_garbage():
            pass

    assert left() is None


class NoTask:
    def create_task(self, coro):
        raise MemoryError


def test_a_coroutine_of_the_judge_is_not_the_answers():
    """That a service was not awaited is told; the judge's own coroutines are not."""
    with noting_warnings(), collecting_garbage():
        FakeService(name="fetch")(1)
        with pytest.raises(MemoryError):
            leaks._stop([], NoTask())

    [finding] = record().take_findings()
    assert "The coroutine fetch() was made here" in finding.seen
