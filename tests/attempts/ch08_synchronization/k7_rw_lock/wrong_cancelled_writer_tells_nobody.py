"""A writer that gives up is not counted any more, and wakes nobody.

Caught by: test_a_writer_that_gives_up_lets_readers_in
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
        try:
            yield
        finally:
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
        try:
            yield
        finally:
            self.writing = False
            self.tell()
