"""The textbook: the first reader locks, the last one unlocks, and writers may starve.

Caught by: test_a_waiting_writer_keeps_new_readers_out
"""

import asyncio
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self.count = 0
        self.count_lock = asyncio.Lock()
        self.room = asyncio.Lock()

    @asynccontextmanager
    async def reader(self):
        async with self.count_lock:
            if self.count == 0:
                await self.room.acquire()
            self.count += 1
        try:
            yield
        finally:
            self.count -= 1
            if self.count == 0:
                self.room.release()

    @asynccontextmanager
    async def writer(self):
        async with self.room:
            yield
