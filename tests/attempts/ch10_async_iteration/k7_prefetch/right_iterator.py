"""A class that owns the task, and two events."""

import asyncio


class prefetch:
    def __init__(self, source, n):
        self.source = source
        self.n = n
        self.ready = []
        self.task = None
        self.closed = False
        self.filled = asyncio.Event()
        self.taken = asyncio.Event()

    def __aiter__(self):
        return self

    async def _produce(self):
        try:
            async for item in self.source:
                while len(self.ready) >= self.n:
                    self.taken.clear()
                    await self.taken.wait()
                self.ready.append(item)
                self.filled.set()
        finally:
            await self.source.aclose()

    async def __anext__(self):
        if self.closed:
            raise StopAsyncIteration
        if self.task is None:
            self.task = asyncio.create_task(self._produce())
            self.task.add_done_callback(lambda _: self.filled.set())
        try:
            while not self.ready and not self.task.done():
                self.filled.clear()
                await self.filled.wait()
            if not self.ready:
                self.task.result()
                raise StopAsyncIteration
            self.taken.set()
            return self.ready.pop(0)
        except BaseException:
            await self.aclose()
            raise

    async def aclose(self):
        self.closed = True
        if self.task is not None:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)
