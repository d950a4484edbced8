"""An iterator of its own."""

import asyncio


class ticker:
    def __init__(self, interval, count):
        self.interval, self.count = interval, count
        self.number = 0
        self.start = None

    def __aiter__(self):
        return self

    async def __anext__(self):
        loop = asyncio.get_running_loop()
        if self.start is None:
            self.start = loop.time()
        if self.number == self.count:
            raise StopAsyncIteration
        self.number += 1
        delay = self.start + self.number * self.interval - loop.time()
        await asyncio.sleep(max(0, delay))
        return self.number - 1
