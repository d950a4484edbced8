"""Gives the turn to a future that has been cancelled.

Caught by: test_a_writer_that_gives_up_keeps_nobody_out
"""

import asyncio
from collections import deque
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self.readers = 0
        self.writing = False
        self.queue = deque()

    async def _queue_up(self, kind):
        turn = asyncio.Event()
        self.queue.append((kind, turn))
        self._next()
        await turn.wait()

    def _next(self):
        while self.queue and not self.writing:
            kind, turn = self.queue[0]
            if kind == "w" and self.readers:
                return
            self.queue.popleft()
            if kind == "w":
                self.writing = True
            else:
                self.readers += 1
            turn.set()

    @asynccontextmanager
    async def reader(self):
        await self._queue_up("r")
        try:
            yield
        finally:
            self.readers -= 1
            self._next()

    @asynccontextmanager
    async def writer(self):
        await self._queue_up("w")
        try:
            yield
        finally:
            self.writing = False
            self._next()
