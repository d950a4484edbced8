"""Who leaves with an exception stays inside.

Caught by: test_an_error_gives_it_back
"""

import asyncio
import contextlib


class RWLock:
    def __init__(self):
        self.readers = 0
        self.writing = False
        self.waiting = 0
        self.changed = asyncio.Event()

    def tell(self):
        self.changed.set()
        self.changed = asyncio.Event()

    @contextlib.asynccontextmanager
    async def reader(self):
        while self.writing or self.waiting:
            await self.changed.wait()
        self.readers += 1
        yield
        self.readers -= 1
        self.tell()

    @contextlib.asynccontextmanager
    async def writer(self):
        self.waiting += 1
        try:
            while self.writing or self.readers:
                await self.changed.wait()
            self.writing = True
        finally:
            self.waiting -= 1
            self.tell()
        yield
        self.writing = False
        self.tell()
