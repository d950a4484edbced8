"""What a test leaves behind."""

import gc
import weakref

from dojo.guard.warned import collecting_garbage


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
