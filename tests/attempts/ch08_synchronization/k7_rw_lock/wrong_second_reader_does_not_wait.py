"""The first reader counts itself, then waits; the second one takes it for one inside.

Caught by: test_readers_wait_for_the_writer
"""

import asyncio
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self.count = 0
        self.room = asyncio.Lock()

    @asynccontextmanager
    async def reader(self):
        self.count += 1
        try:
            if self.count == 1:
                await self.room.acquire()
            yield
        finally:
            self.count -= 1
            if self.count == 0:
                self.room.release()

    @asynccontextmanager
    async def writer(self):
        async with self.room:
            yield
