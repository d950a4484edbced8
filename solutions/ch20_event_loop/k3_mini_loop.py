"""Write an event loop.

Tasks, timers and a clock that jumps, without asyncio.

Given      Stuck
You write  the methods of Task, the methods of Loop
Tools      collections.deque, heapq, coro.send, __await__
Level      core
Time       40 minutes
"""

import itertools
from collections import deque
from collections.abc import Callable, Coroutine, Generator
from heapq import heappop, heappush
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Stuck(Exception):
    """A deadlock."""


class Task(Generic[T]):
    """A coroutine at work. If it fails, the others go on."""

    def __init__(self, coro: Coroutine[Any, Any, T]) -> None:
        self.coro = coro
        self.ended = False
        self.result: Any = None
        self.error: Exception | None = None
        self.waiting: list[Task[Any]] = []

    def __await__(self) -> "Generator[Any, None, T]":
        """When it has ended, return its result, or raise its Exception.

        All who wait are ready then, in their order; who comes later goes on
        at once.
        """
        if not self.ended:
            yield self.waiting.append
        return self._outcome()

    def _outcome(self) -> T:
        if self.error is not None:
            raise self.error
        result: T = self.result
        return result

    def _step(self) -> "list[Task[Any]]":
        """Run to the next `await` that waits; return the tasks that are ready now."""
        try:
            keep = self.coro.send(None)
        except StopIteration as end:
            self.result = end.value
        except Exception as error:
            self.error = error
        else:
            keep(self)
            return []
        self.ended = True
        return self.waiting


class _Pause:
    """To await it is to stand still; `keep` gets the task, to make it ready later."""

    def __init__(self, keep: Callable[[Task[Any]], None]) -> None:
        self.keep = keep

    def __await__(self) -> Generator[Callable[[Task[Any]], None], None, None]:
        yield self.keep


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
        self.time = 0
        self._ready: deque[Task[Any]] = deque()
        self._timers: list[tuple[float, int, Task[Any]]] = []
        self._numbers = itertools.count()

    def run(self, coro: Coroutine[Any, Any, T]) -> T:
        """Run it to its end; return or raise what comes out.

        The others then stand still.

        Raises:
            Stuck: nobody is ready or asleep.
        """
        main = self.spawn(coro)
        while not main.ended:
            if not self._ready:
                self._jump()
            self._ready.extend(self._ready.popleft()._step())
        return main._outcome()

    def spawn(self, coro: Coroutine[Any, Any, T]) -> Task[T]:
        """Return a new task, ready."""
        task = Task(coro)
        self._ready.append(task)
        return task

    async def sleep(self, seconds: float) -> None:
        """Go on `seconds` later; with 0, behind all that are ready."""

        def keep(task: Task[Any]) -> None:
            if seconds > 0:
                timer = (self.time + seconds, next(self._numbers), task)
                heappush(self._timers, timer)
            else:
                self._ready.append(task)

        await _Pause(keep)

    def _jump(self) -> None:
        if not self._timers:
            raise Stuck("no task is ready, and no task sleeps")
        self.time = self._timers[0][0]
        while self._timers and self._timers[0][0] == self.time:
            self._ready.append(heappop(self._timers)[2])
