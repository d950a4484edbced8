"""An iterator class, with lists and one condition in place of the queues."""

import asyncio


class Line:
    def __init__(self, source, stages, buffer):
        self.source = source
        self.stages = stages
        self.buffer = buffer
        self.boxes = [[] for _ in range(len(stages) + 1)]
        self.tasks = None
        self.over = False

    def __aiter__(self):
        return self

    async def put(self, n, entry):
        async with self.changed:
            await self.changed.wait_for(lambda: len(self.boxes[n]) < self.buffer)
            self.boxes[n].append(entry)
            self.changed.notify_all()

    async def get(self, n):
        async with self.changed:
            await self.changed.wait_for(lambda: self.boxes[n])
            self.changed.notify_all()
            return self.boxes[n].pop(0)

    async def read(self):
        items = aiter(self.source)
        try:
            while True:
                try:
                    item = await anext(items)
                except Exception as stop:
                    await self.put(0, (False, stop))
                    return
                await self.put(0, (True, item))
        finally:
            if hasattr(items, "aclose"):
                await items.aclose()

    async def work(self, n):
        good = True
        while good:
            good, value = await self.get(n)
            if good:
                try:
                    value = await self.stages[n](value)
                except Exception as error:
                    good, value = False, error
            await self.put(n + 1, (good, value))

    async def __anext__(self):
        if self.over:
            raise StopAsyncIteration
        if self.tasks is None:
            self.changed = asyncio.Condition()
            jobs = [self.read(), *(self.work(n) for n in range(len(self.stages)))]
            self.tasks = [asyncio.create_task(job) for job in jobs]
        try:
            good, value = await self.get(-1)
        except BaseException:
            await self.aclose()
            raise
        if good:
            return value
        await self.aclose()
        raise value

    async def aclose(self):
        self.over = True
        tasks = self.tasks or []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def pipeline(source, *stages, buffer):
    return Line(source, stages, buffer)
