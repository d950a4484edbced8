"""Looks again every tenth of a second.

Caught by: test_readers_wait_for_the_writer
"""

import asyncio
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self.readers = 0
        self.writing = False
        self.waiting = 0

    @asynccontextmanager
    async def reader(self):
        while self.writing or self.waiting:
            await asyncio.sleep(0.1)
        self.readers += 1
        try:
            yield
        finally:
            self.readers -= 1

    @asynccontextmanager
    async def writer(self):
        self.waiting += 1
        try:
            while self.writing or self.readers:
                await asyncio.sleep(0.1)
        finally:
            self.waiting -= 1
        self.writing = True
        try:
            yield
        finally:
            self.writing = False
