"""The clocks of the `time` module, following the virtual clock while it runs.

An answer that keeps its own deadline with `time.monotonic` is right in
production; on a virtual clock it would poll for ever if that clock stood still.
"""

import asyncio
import contextlib
import math
import time
from collections.abc import Callable, Iterator
from unittest import mock
from weakref import WeakKeyDictionary

from dojo.virtual.loop import VirtualLoop
from dojo.virtual.watched import loops_of_this_test

_NAMES = ("monotonic", "perf_counter", "time")
# Whole multiples of this add up without rounding, so equal times stay equal.
_GRAIN = 1 / 1024


class Clock:
    """The fixture `clock`: how much virtual time has passed."""

    @property
    def elapsed(self) -> float:
        """Virtual seconds since the test or the Hypothesis example began.

        Where an answer runs several loops, it is the sum of what all of them took.
        """
        return sum(loop.time() for loop in loops_of_this_test())

    def block(self, seconds: float) -> None:
        """Let time pass, and nothing else run meanwhile, as a call that blocks does.

        Args:
            seconds: virtual seconds.
        """
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualLoop)
        loop.move_to(loop.time() + seconds)

    def __repr__(self) -> str:
        return "clock"


class _FollowingClock:
    """A clock that is real outside of virtual loops, and never goes back.

    Outside, the virtual seconds that loops have taken are added to real time;
    inside, only the virtual clock moves.

    Args:
        real: the clock to follow, in seconds.
    """

    def __init__(self, real: Callable[[], float]) -> None:
        self._real = real
        self._latest = 0.0
        self._starts = WeakKeyDictionary[VirtualLoop, float]()

    def now(self) -> float:
        """Return the seconds that this clock shows."""
        loop = asyncio._get_running_loop()
        if not isinstance(loop, VirtualLoop):
            return max(self._latest, self._real() + VirtualLoop.seconds_jumped)
        if loop not in self._starts:
            outside = self._real() + VirtualLoop.seconds_jumped
            self._starts[loop] = math.ceil(outside / _GRAIN) * _GRAIN - loop.time()
        self._latest = self._starts[loop] + loop.time()
        return self._latest

    def now_ns(self) -> int:
        """Return the nanoseconds that this clock shows."""
        return round(self.now() * 1e9)


@contextlib.contextmanager
def following_virtual_time() -> Iterator[None]:
    """Let `time.monotonic`, `perf_counter` and `time` follow the virtual clock."""
    with contextlib.ExitStack() as patches:
        for name in _NAMES:
            clock = _FollowingClock(getattr(time, name))
            for full_name, now in (name, clock.now), (f"{name}_ns", clock.now_ns):
                patches.enter_context(mock.patch.object(time, full_name, now))
        yield
