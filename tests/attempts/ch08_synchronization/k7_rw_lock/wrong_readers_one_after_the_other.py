"""A writer that leaves lets in one reader; the next one comes in when that one leaves.

Caught by: test_readers_wait_for_the_writer
"""

import asyncio
from collections import deque
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self.readers = 0
        self.writing = False
        self.queue = deque()

    def wake_next(self):
        while self.queue:
            future = self.queue.popleft()
            if not future.done():
                future.set_result(None)
                return

    @asynccontextmanager
    async def reader(self):
        while self.writing or self.queue:
            await self.turn()
            if not self.writing:
                break
        self.readers += 1
        try:
            yield
        finally:
            self.readers -= 1
            if not self.readers:
                self.wake_next()

    @asynccontextmanager
    async def writer(self):
        while self.writing or self.readers:
            await self.turn()
        self.writing = True
        try:
            yield
        finally:
            self.writing = False
            self.wake_next()

    async def turn(self):
        future = asyncio.get_running_loop().create_future()
        self.queue.append(future)
        await future
