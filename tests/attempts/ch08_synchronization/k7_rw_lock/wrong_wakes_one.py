"""Wakes one of those who wait.

Caught by: test_readers_wait_for_a_writer
"""

import asyncio
import contextlib


class RWLock:
    def __init__(self):
        self.readers = 0
        self.writing = False
        self.waiting = 0
        self.condition = asyncio.Condition()

    @contextlib.asynccontextmanager
    async def reader(self):
        async with self.condition:
            await self.condition.wait_for(lambda: not self.writing and not self.waiting)
            self.readers += 1
        try:
            yield
        finally:
            async with self.condition:
                self.readers -= 1
                self.condition.notify()

    @contextlib.asynccontextmanager
    async def writer(self):
        async with self.condition:
            self.waiting += 1
            try:
                await self.condition.wait_for(
                    lambda: not self.writing and not self.readers
                )
            finally:
                self.waiting -= 1
            self.writing = True
        try:
            yield
        finally:
            async with self.condition:
                self.writing = False
                self.condition.notify()
