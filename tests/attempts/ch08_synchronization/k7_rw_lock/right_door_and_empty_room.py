"""A lock for the door, and an event that says that the room is empty."""

import asyncio
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self.door = asyncio.Lock()
        self.readers = set()
        self.empty = asyncio.Event()
        self.empty.set()

    @asynccontextmanager
    async def reader(self):
        me = object()
        async with self.door:
            self.readers.add(me)
            self.empty.clear()
        try:
            yield
        finally:
            self.readers.remove(me)
            if not self.readers:
                self.empty.set()

    @asynccontextmanager
    async def writer(self):
        async with self.door:
            # Nobody comes in while the door is shut.
            await self.empty.wait()
            yield
