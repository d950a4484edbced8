"""Let your loop wait for sockets.

Tasks and timers are there. What is missing is the look at the sockets, between
two rounds: there, and only there, a loop waits.

Given      Future, Task, BaseLoop, which has a selector and a clock
You write  the methods of Loop
Tools      register, modify, unregister and select of a selector
Level      master
Time       45 minutes
"""

import itertools
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Coroutine, Generator
from heapq import heappop, heappush
from selectors import BaseSelector
from socket import socket
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Future(Generic[T]):
    """A result that comes later."""

    value: T

    def __init__(self, loop: "BaseLoop") -> None:
        self.loop = loop
        self.is_done = False
        self.error: Exception | None = None
        self.callbacks: list[Callable[[], object]] = []

    def result(self) -> T:
        """Return or raise it."""
        if self.error is not None:
            raise self.error
        return self.value

    def set_result(self, value: T) -> None:
        """Set it, and wake all that wait."""
        self.value = value
        self.finish()

    def finish(self) -> None:
        """Wake all that wait."""
        self.is_done = True
        for callback in self.callbacks:
            self.loop.call_soon(callback)

    def __await__(self) -> "Generator[Future[T], None, T]":
        if not self.is_done:
            yield self
        return self.result()


class Task(Future[T]):
    """A coroutine at work."""

    def __init__(self, loop: "BaseLoop", coro: Coroutine[Any, Any, T]) -> None:
        super().__init__(loop)
        self.coro = coro
        loop.call_soon(self.step)

    def step(self) -> None:
        """Go on to the next await."""
        try:
            future = self.coro.send(None)
        except StopIteration as stop:
            self.set_result(stop.value)
        except Exception as error:
            self.error = error
            self.finish()
        else:
            future.callbacks.append(self.step)


class BaseLoop(ABC):
    """Calls what is ready, in rounds, and looks before each round."""

    def __init__(self, selector: BaseSelector, clock: Callable[[], float]) -> None:
        self.selector, self.clock = selector, clock
        self.ready: deque[Callable[[], object]] = deque()
        self.timers: list[tuple[float, int, Callable[[], object]]] = []
        self.numbers = itertools.count()

    def call_soon(self, callback: Callable[[], object]) -> None:
        """Call it in the next round."""
        self.ready.append(callback)

    def call_later(self, delay: float, callback: Callable[[], object]) -> None:
        """Call it when the clock says `clock() + delay`."""
        heappush(self.timers, (self.clock() + delay, next(self.numbers), callback))

    def spawn(self, coro: Coroutine[Any, Any, T]) -> Task[T]:
        """Start a task."""
        return Task(self, coro)

    def run(self, coro: Coroutine[Any, Any, T]) -> T:
        """Run it to its end."""
        task = self.spawn(coro)
        while not task.is_done:
            self.look()
            while self.timers and self.timers[0][0] <= self.clock():
                self.call_soon(heappop(self.timers)[2])
            for _ in range(len(self.ready)):
                self.ready.popleft()()
        return task.result()

    @abstractmethod
    def look(self) -> None:
        """Look at the sockets."""


class Loop(BaseLoop):
    """A loop whose tasks wait for sockets, which do not block.

    Example:
        async def echo(loop, sock):
            while True:
                await loop.wait_readable(sock)
                data = sock.recv(1024)
                if not data:
                    return
                await loop.wait_writable(sock)
                sock.send(data)

        here, there = socket.socketpair()
        here.setblocking(False)
        loop = Loop(selectors.DefaultSelector(), time.monotonic)
        loop.run(echo(loop, here))  ->  what is written there comes back
    """

    async def wait_readable(self, sock: socket) -> None:
        """Wait until `sock` can be read."""
        raise NotImplementedError

    async def wait_writable(self, sock: socket) -> None:
        """Wait until `sock` can be written to.

        Meanwhile another task may wait to read it; no two wait for the same.
        A socket is registered with the selector only while a task waits for
        it.
        """
        raise NotImplementedError

    def look(self) -> None:
        """Ask the selector once, and wake the tasks whose sockets are ready.

        The selector may wait: not at all where something is ready to be
        called, or a timer is due; else until the next timer is due; without a
        timer as long as it takes.
        """
        raise NotImplementedError
