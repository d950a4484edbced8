"""Readers pass a writer that waits.

Caught by: test_a_waiting_writer_holds_new_readers_up
"""

import asyncio
import contextlib


class RWLock:
    def __init__(self):
        self.readers = 0
        self.writing = False
        self.changed = asyncio.Event()

    def tell(self):
        self.changed.set()
        self.changed = asyncio.Event()

    @contextlib.asynccontextmanager
    async def reader(self):
        while self.writing:
            await self.changed.wait()
        self.readers += 1
        try:
            yield
        finally:
            self.readers -= 1
            self.tell()

    @contextlib.asynccontextmanager
    async def writer(self):
        while self.writing or self.readers:
            await self.changed.wait()
        self.writing = True
        try:
            yield
        finally:
            self.writing = False
            self.tell()
