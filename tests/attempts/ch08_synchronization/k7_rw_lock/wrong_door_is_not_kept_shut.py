"""The writer shuts the door while it waits, and opens it before it is done.

Caught by: test_a_writer_has_it_alone
"""

import asyncio
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self.door = asyncio.Lock()
        self.readers = 0
        self.empty = asyncio.Event()
        self.empty.set()

    @asynccontextmanager
    async def reader(self):
        async with self.door:
            self.readers += 1
            self.empty.clear()
        try:
            yield
        finally:
            self.readers -= 1
            if self.readers == 0:
                self.empty.set()

    @asynccontextmanager
    async def writer(self):
        async with self.door:
            await self.empty.wait()
        yield
