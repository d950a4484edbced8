"""A flag for the waiting writer: the first of two that gets in takes it down.

Caught by: test_one_writer_gives_up_and_another_one_waits
"""

import asyncio
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self.cond = asyncio.Condition()
        self.readers = 0
        self.writer_inside = False
        self.writers_waiting = False

    @asynccontextmanager
    async def reader(self):
        async with self.cond:
            while self.writer_inside or self.writers_waiting:
                await self.cond.wait()
            self.readers += 1
        try:
            yield
        finally:
            async with self.cond:
                self.readers -= 1
                self.cond.notify_all()

    @asynccontextmanager
    async def writer(self):
        async with self.cond:
            self.writers_waiting = True
            try:
                while self.writer_inside or self.readers:
                    await self.cond.wait()
            finally:
                self.writers_waiting = False
                self.cond.notify_all()
            self.writer_inside = True
        try:
            yield
        finally:
            async with self.cond:
                self.writer_inside = False
                self.cond.notify_all()
