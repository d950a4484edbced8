"""Cancel a task of your own loop.

Here `cancel` kills a task that needs an `await` to clean up, and `timeout`
does not know when it is over.

Given      Cancelled, Stuck, Timer, Future, Loop, sleep
You write  the methods of Task, timeout
Tools      coroutine.throw, Future.cancel, Timer.cancelled
Level      master
Time       45 minutes
"""

from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine, Generator
from contextlib import asynccontextmanager
from heapq import heappop, heappush
from typing import Any, ClassVar, Generic, TypeVar

T = TypeVar("T")


class Cancelled(BaseException):
    """A task is to stop."""


class Stuck(Exception):
    """A task waits for ever."""


class Timer:
    """A callback; set `cancelled` to drop it."""

    def __init__(self, when: float, callback: Callable[[], object]) -> None:
        self.when, self.callback, self.cancelled = when, callback, False

    def __lt__(self, other: "Timer") -> bool:
        return self.when < other.when

    def __call__(self) -> None:
        """Call it."""
        if not self.cancelled:
            self.callback()


class Future(Generic[T]):
    """A result that comes later."""

    value: T

    def __init__(self, loop: "Loop") -> None:
        self.loop = loop
        self.is_done = False
        self.error: BaseException | None = None
        self.callbacks: list[Callable[[], object]] = []

    def done(self) -> bool:
        """Tell it."""
        return self.is_done

    def result(self) -> T:
        """Return or raise it."""
        if self.error is not None:
            raise self.error
        return self.value

    def set_result(self, value: T) -> None:
        """Set it."""
        self.value = value
        self.finish()

    def set_exception(self, error: BaseException) -> None:
        """Set it."""
        self.error = error
        self.finish()

    def finish(self) -> None:
        """Wake all that wait."""
        self.is_done = True
        for callback in self.callbacks:
            self.loop.call_soon(callback)

    def cancel(self) -> bool:
        """Let Cancelled come out, unless it is done."""
        if self.is_done:
            return False
        self.set_exception(Cancelled())
        return True

    def __await__(self) -> "Generator[Future[T], None, T]":
        if not self.is_done:
            yield self
        return self.result()


class Loop:
    """Calls what is ready; its clock jumps."""

    def __init__(self) -> None:
        self.time = 0.0
        self.ready: deque[Callable[[], object]] = deque()
        self.timers: list[Timer] = []

    def call_soon(self, callback: Callable[[], object]) -> None:
        """Call it in the next round."""
        self.ready.append(callback)

    def call_later(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call it later."""
        timer = Timer(self.time + delay, callback)
        heappush(self.timers, timer)
        return timer

    def spawn(self, coro: Coroutine[Any, Any, T]) -> "Task[T]":
        """Start a task."""
        return Task(self, coro)

    def run(self, coro: Coroutine[Any, Any, T]) -> T:
        """Run it to its end."""
        task = self.spawn(coro)
        while not task.done():
            if not self.ready:
                if not self.timers:
                    raise Stuck
                self.time = self.timers[0].when
            while self.timers and self.timers[0].when <= self.time:
                self.call_soon(heappop(self.timers))
            for _ in range(len(self.ready)):
                self.ready.popleft()()
        return task.result()


async def sleep(delay: float) -> None:
    """Wait for a while."""
    loop = Task.current.loop
    future: Future[None] = Future(loop)
    timer = loop.call_later(delay, lambda: future.set_result(None))
    try:
        await future
    finally:
        timer.cancelled = True


class Task(Future[T]):
    """A coroutine at work.

    Example:
        task = loop.spawn(work())
        task.cancel()  ->  True; work() hears of it at its await, and cleans
        up; then task.result() raises Cancelled
    """

    current: "ClassVar[Task[Any]]"

    def __init__(self, loop: Loop, coro: Coroutine[Any, Any, T]) -> None:
        """Begin soon."""
        super().__init__(loop)
        self.coro = coro
        self.waits_for: Future[Any] | None = None
        self.is_to_stop = False
        self.cancels = 0
        loop.call_soon(self.step)

    def step(self) -> None:
        """Go on to the next await."""
        Task.current, self.waits_for = self, None
        try:
            if self.is_to_stop:
                self.is_to_stop = False
                self.waits_for = self.coro.throw(Cancelled())
            else:
                self.waits_for = self.coro.send(None)
        except StopIteration as stop:
            self.set_result(stop.value)
        except (Exception, Cancelled) as error:
            self.set_exception(error)
        else:
            self.waits_for.callbacks.append(self.step)

    def cancel(self) -> bool:
        """Ask it to stop, and return True; where it is done, return False.

        In its next turn Cancelled is raised at its await; before its first
        turn, it never begins. It may clean up with awaits, and what comes out
        is its result. Each further call does the same.

        Where it waits for a task, that one is cancelled instead.
        """
        if self.done():
            return False
        self.cancels += 1
        if self.waits_for is None or not self.waits_for.cancel():
            self.is_to_stop = True
        return True


@asynccontextmanager
async def timeout(delay: float) -> AsyncIterator[None]:
    """Cancel the task after `delay`, unless the block has ended.

    If then Cancelled comes out of it, this becomes TimeoutError, unless others
    cancelled the task meanwhile. Time-outs that are over do not count.
    """
    task = Task.current
    before, expired = task.cancels, False

    def expire() -> None:
        nonlocal expired
        expired = task.cancel()

    timer = task.loop.call_later(delay, expire)
    try:
        yield
    except Cancelled as error:
        if expired and task.cancels == before + 1:
            raise TimeoutError from error
        raise
    finally:
        timer.cancelled = True
        task.cancels -= expired
