"""A writer that is cancelled on its way into the room leaves the door shut.

Caught by: test_a_writer_that_gives_up_keeps_nobody_out
"""

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
        await self.door.acquire()
        await self.room.acquire()
        try:
            yield
        finally:
            self.room.release()
            self.door.release()
