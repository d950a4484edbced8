"""A lock for the writers, and futures for those that a writer keeps out."""

import asyncio
import contextlib


class RWLock:
    def __init__(self):
        self.writers = asyncio.Lock()
        self.reading = 0
        self.wanted = 0
        self.no_writers = asyncio.Event()
        self.no_readers = asyncio.Event()
        self.no_writers.set()
        self.no_readers.set()

    @contextlib.asynccontextmanager
    async def reader(self):
        while self.wanted:
            await self.no_writers.wait()
        self.reading += 1
        self.no_readers.clear()
        try:
            yield
        finally:
            self.reading -= 1
            if self.reading == 0:
                self.no_readers.set()

    @contextlib.asynccontextmanager
    async def writer(self):
        self.wanted += 1
        self.no_writers.clear()
        try:
            async with self.writers:
                while self.reading:
                    await self.no_readers.wait()
                yield
        finally:
            self.wanted -= 1
            if self.wanted == 0:
                self.no_writers.set()
