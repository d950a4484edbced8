"""Write an event loop.

Tasks, timers and a clock that jumps, without asyncio.

Given      Stuck
You write  the methods of Task, the methods of Loop
Tools      collections.deque, heapq, coro.send, __await__
Level      core
Time       40 minutes
"""

from collections.abc import Coroutine, Generator
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Stuck(Exception):
    """A deadlock."""


class Task(Generic[T]):
    """A coroutine at work. If it fails, the others go on."""

    def __init__(self, coro: Coroutine[Any, Any, T]) -> None:
        raise NotImplementedError

    def __await__(self) -> "Generator[Any, None, T]":
        """When it has ended, return its result, or raise its Exception.

        All who wait are ready then, in their order; who comes later goes on
        at once.
        """
        raise NotImplementedError
        yield  # delete this line too: it makes a generator of the stub


class Loop:
    """Runs what is ready: first come, first served.

    If nothing is, `time` jumps to the next timer. All that are due then are
    ready, the longest asleep first.

    Example:
        async def main():
            task = loop.spawn(work())  # which sleeps for 3600 s
            await loop.sleep(1)
            return await task

        loop.run(main())  ->  what work() returned, when `loop.time` is 3600
    """

    time: float

    def __init__(self) -> None:
        """Begin at 0."""
        raise NotImplementedError

    def run(self, coro: Coroutine[Any, Any, T]) -> T:
        """Run it to its end; return or raise what comes out.

        The others then stand still.

        Raises:
            Stuck: nobody is ready or asleep.
        """
        raise NotImplementedError

    def spawn(self, coro: Coroutine[Any, Any, T]) -> Task[T]:
        """Return a new task, ready."""
        raise NotImplementedError

    async def sleep(self, seconds: float) -> None:
        """Go on `seconds` later; with 0, behind all that are ready."""
        raise NotImplementedError
