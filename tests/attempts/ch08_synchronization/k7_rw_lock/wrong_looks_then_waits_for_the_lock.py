"""Looks, and then awaits a lock: what it saw may have changed.

Caught by: test_any_order_of_ready_tasks
"""

import asyncio
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self.readers = 0
        self.waiting = 0
        self.writers = asyncio.Lock()
        self.changed = asyncio.Event()

    def tell(self):
        self.changed.set()
        self.changed = asyncio.Event()

    @asynccontextmanager
    async def reader(self):
        while self.waiting or self.writers.locked():
            await self.changed.wait()
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
            while self.readers:
                await self.changed.wait()
            self.waiting -= 1
            try:
                await self.writers.acquire()
            finally:
                self.waiting += 1
        finally:
            self.waiting -= 1
            self.tell()
        try:
            yield
        finally:
            self.writers.release()
            self.tell()
