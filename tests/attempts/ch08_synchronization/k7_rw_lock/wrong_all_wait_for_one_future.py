"""All who wait share a future, and who is cancelled cancels it for all.

Caught by: test_a_writer_that_gives_up_keeps_nobody_out
"""

import asyncio
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self.readers = 0
        self.writing = False
        self.waiting = 0
        self.change = None

    async def changed(self):
        if self.change is None:
            self.change = asyncio.get_running_loop().create_future()
        await self.change

    def tell(self):
        if self.change is not None and not self.change.done():
            self.change.set_result(None)
        self.change = None

    @asynccontextmanager
    async def reader(self):
        while self.writing or self.waiting:
            await self.changed()
        self.readers += 1
        try:
            yield
        finally:
            self.readers -= 1
            self.tell()

    @asynccontextmanager
    async def writer(self):
        self.waiting += 1
        try:
            while self.writing or self.readers:
                await self.changed()
            self.writing = True
        finally:
            self.waiting -= 1
            self.tell()
        try:
            yield
        finally:
            self.writing = False
            self.tell()
