"""A class with aclose; each source has a place of its own."""

import asyncio
from contextlib import aclosing


class merge:
    def __init__(self, *sources):
        self.sources = sources
        self.tasks = None
        self.places = {}
        self.something = asyncio.Event()

    def __aiter__(self):
        return self

    async def _read(self, source):
        async with aclosing(source):
            async for item in source:
                taken = asyncio.Event()
                self.places[asyncio.current_task()] = (item, taken)
                self.something.set()
                await taken.wait()

    async def __anext__(self):
        if self.tasks is None:
            self.tasks = [asyncio.create_task(self._read(s)) for s in self.sources]
            for task in self.tasks:
                task.add_done_callback(lambda _: self.something.set())
        try:
            while True:
                self.something.clear()
                if self.places:
                    task = next(iter(self.places))
                    item, taken = self.places.pop(task)
                    taken.set()
                    return item
                for task in self.tasks:
                    if task.done():
                        task.result()
                if all(task.done() for task in self.tasks):
                    raise StopAsyncIteration
                await self.something.wait()
        except BaseException:
            await self.aclose()
            raise

    async def aclose(self):
        tasks, self.tasks = self.tasks or [], []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
