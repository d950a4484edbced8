"""Writers wait for readers, and not for each other.

Caught by: test_a_writer_is_alone
"""

import asyncio
import contextlib


class RWLock:
    def __init__(self):
        self.readers = self.writers = 0
        self.changed = asyncio.Event()

    def tell(self):
        self.changed.set()
        self.changed = asyncio.Event()

    @contextlib.asynccontextmanager
    async def reader(self):
        while self.writers:
            await self.changed.wait()
        self.readers += 1
        try:
            yield
        finally:
            self.readers -= 1
            self.tell()

    @contextlib.asynccontextmanager
    async def writer(self):
        self.writers += 1
        try:
            while self.readers:
                await self.changed.wait()
            yield
        finally:
            self.writers -= 1
            self.tell()
