"""The finally covers the waiting too: a reader that never got in is counted as one that left.

Caught by: test_a_reader_that_gives_up_has_never_read
"""

import asyncio
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self.cond = asyncio.Condition()
        self.readers = 0
        self.writer_inside = False
        self.writers_waiting = 0

    @asynccontextmanager
    async def reader(self):
        try:
            async with self.cond:
                while self.writer_inside or self.writers_waiting:
                    await self.cond.wait()
                self.readers += 1
            yield
        finally:
            async with self.cond:
                self.readers -= 1
                self.cond.notify_all()

    @asynccontextmanager
    async def writer(self):
        async with self.cond:
            self.writers_waiting += 1
            try:
                while self.writer_inside or self.readers:
                    await self.cond.wait()
            finally:
                self.writers_waiting -= 1
                self.cond.notify_all()
            self.writer_inside = True
        try:
            yield
        finally:
            async with self.cond:
                self.writer_inside = False
                self.cond.notify_all()
