"""Two locks and a counter: all pass a turnstile, and a writer keeps it."""

import asyncio
import contextlib


class RWLock:
    def __init__(self):
        self.turnstile = asyncio.Lock()
        self.readers = 0
        self.empty = asyncio.Event()
        self.empty.set()

    @contextlib.asynccontextmanager
    async def reader(self):
        async with self.turnstile:
            self.readers += 1
            self.empty.clear()
        try:
            yield
        finally:
            self.readers -= 1
            if not self.readers:
                self.empty.set()

    @contextlib.asynccontextmanager
    async def writer(self):
        async with self.turnstile:
            await self.empty.wait()
            yield
