"""A condition; whoever leaves waits for its lock behind a shield."""

import asyncio
import contextlib


class RWLock:
    def __init__(self):
        self.condition = asyncio.Condition()
        self.readers = 0
        self.writing = False
        self.waiting = 0

    async def _notify(self):
        async with self.condition:
            self.condition.notify_all()

    async def _tell(self):
        task = asyncio.ensure_future(self._notify())
        cancelled = False
        while not task.done():
            try:
                await asyncio.shield(task)
            except asyncio.CancelledError:
                cancelled = True
        if cancelled:
            raise asyncio.CancelledError

    @contextlib.asynccontextmanager
    async def reader(self):
        async with self.condition:
            await self.condition.wait_for(lambda: not self.writing and not self.waiting)
            self.readers += 1
        try:
            yield
        finally:
            self.readers -= 1
            await self._tell()

    @contextlib.asynccontextmanager
    async def writer(self):
        self.waiting += 1
        try:
            async with self.condition:
                await self.condition.wait_for(
                    lambda: not self.writing and not self.readers
                )
                self.writing = True
        finally:
            self.waiting -= 1
            if not self.writing or self.waiting == 0:
                pass
            if not self.writing:
                await self._tell()
        try:
            yield
        finally:
            self.writing = False
            await self._tell()
