"""A class that is its own iterator, and knows when it was asked first."""

import asyncio


class ticker:
    def __init__(self, interval, count):
        self.interval = interval
        self.count = count
        self.start = None
        self.number = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        loop = asyncio.get_running_loop()
        if self.start is None:
            self.start = loop.time()
        if self.number == self.count:
            raise StopAsyncIteration
        self.number += 1
        wait = self.start + self.number * self.interval - loop.time()
        if wait > 0:
            await asyncio.sleep(wait)
        return self.number - 1
