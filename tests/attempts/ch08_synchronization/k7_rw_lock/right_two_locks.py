"""A door that a writer keeps shut, and a room; asyncio's locks are first in, first out."""

import asyncio
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self.door = asyncio.Lock()
        self.room = asyncio.Lock()
        self.count = 0

    @asynccontextmanager
    async def reader(self):
        async with self.door:
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
        async with self.door, self.room:
            yield
