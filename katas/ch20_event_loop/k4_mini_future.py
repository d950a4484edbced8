"""Write the future of an event loop.

The loop and its tasks are there. What is missing is what a task waits for.

Given      InvalidState, Stuck, Loop, Task
You write  the methods of Future
Tools      __await__, yield, Loop.call_soon
Level      further
Time       30 minutes
"""

import itertools
from collections import deque
from collections.abc import Callable, Coroutine, Generator
from functools import partial
from heapq import heappop, heappush
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class InvalidState(Exception):
    """The future is not done, or done already."""


class Stuck(Exception):
    """A task waits for ever."""


class Future(Generic[T]):
    """A result, or an exception, that comes later, once.

    Example:
        async def main():
            future = Future(loop)
            loop.call_later(3, future.set_result, "here")
            return await future

        loop.run(main())  ->  "here", when loop.time is 3
    """

    def __init__(self, loop: "Loop") -> None:
        """Begin without a result."""
        raise NotImplementedError

    def done(self) -> bool:
        """Tell whether it has a result or an exception."""
        raise NotImplementedError

    def result(self) -> T:
        """Return the result, or raise the exception.

        Raises:
            InvalidState: it is not done.
        """
        raise NotImplementedError

    def set_result(self, result: T) -> None:
        """Take any object as the result.

        Raises:
            InvalidState: it is done; nothing changes.
        """
        raise NotImplementedError

    def set_exception(self, error: Exception) -> None:
        """Take an exception instead.

        Raises:
            InvalidState: it is done; nothing changes.
        """
        raise NotImplementedError

    def add_done_callback(self, callback: "Callable[[Future[T]], object]") -> None:
        """Let the loop call `callback(future)` when it is done.

        Use `call_soon`, also where it is done already. Callbacks keep their
        order.
        """
        raise NotImplementedError

    def __await__(self) -> "Generator[Future[T], None, T]":
        """Return the result, or raise the exception, when it is done.

        Until then this future is yielded, once; where it is done, nothing is.
        All tasks that wait are woken, in their order.
        """
        raise NotImplementedError
        yield  # delete this line too: it makes a generator of the stub


class Loop:
    """Calls what is ready; its clock jumps to the next timer."""

    def __init__(self) -> None:
        self.time = 0.0
        self.ready: deque[Callable[[], object]] = deque()
        self.timers: list[tuple[float, int, Callable[[], object]]] = []
        self.numbers = itertools.count()

    def call_soon(self, callback: Callable[..., object], *args: Any) -> None:
        """Call it in the next round."""
        self.ready.append(partial(callback, *args))

    def call_later(
        self, delay: float, callback: Callable[..., object], *args: Any
    ) -> None:
        """Call it after a while."""
        call: Callable[[], object] = partial(callback, *args)
        heappush(self.timers, (self.time + delay, next(self.numbers), call))

    def spawn(self, coro: Coroutine[Any, Any, T]) -> Future[T]:
        """Start a task, and return the future of its result."""
        return Task(self, coro).future

    def run(self, coro: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine to its end."""
        future = self.spawn(coro)
        while not future.done():
            if not self.ready:
                if not self.timers:
                    raise Stuck
                self.time = self.timers[0][0]
            while self.timers and self.timers[0][0] <= self.time:
                self.ready.append(heappop(self.timers)[2])
            for _ in range(len(self.ready)):
                self.ready.popleft()()
        return future.result()


class Task(Generic[T]):
    """Drives a coroutine."""

    def __init__(self, loop: Loop, coro: Coroutine[Any, Any, T]) -> None:
        self.coro = coro
        self.future: Future[T] = Future(loop)
        loop.call_soon(self.step)

    def step(self, _: Future[Any] | None = None) -> None:
        """Go on until it waits for the next future."""
        try:
            waits_for = self.coro.send(None)
        except StopIteration as stop:
            self.future.set_result(stop.value)
        except Exception as error:
            self.future.set_exception(error)
        else:
            waits_for.add_done_callback(self.step)
