"""Gives back in a coroutine of its own, which no cancellation reaches."""

import asyncio
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self.cond = asyncio.Condition()
        self.inside = []
        self.writers_outside = 0

    async def leave(self, kind):
        async with self.cond:
            self.inside.remove(kind)
            self.cond.notify_all()

    @asynccontextmanager
    async def reader(self):
        async with self.cond:
            await self.cond.wait_for(
                lambda: "writer" not in self.inside and self.writers_outside == 0
            )
            self.inside.append("reader")
        try:
            yield
        finally:
            await asyncio.shield(self.leave("reader"))

    @asynccontextmanager
    async def writer(self):
        self.writers_outside += 1
        try:
            async with self.cond:
                await self.cond.wait_for(lambda: not self.inside)
                self.inside.append("writer")
                self.writers_outside -= 1
        except BaseException:
            self.writers_outside -= 1
            await asyncio.shield(self.tell())
            raise
        try:
            yield
        finally:
            await asyncio.shield(self.leave("writer"))

    async def tell(self):
        async with self.cond:
            self.cond.notify_all()
