"""The number may fall below zero: the event stays set."""

import asyncio


class Latch:
    def __init__(self, count):
        self.seen = 0
        self.wanted = count
        self.done = asyncio.Event()

    def count_down(self):
        self.seen += 1
        if self.seen > self.wanted:
            raise ValueError("too many")
        if self.seen == self.wanted:
            self.done.set()

    async def wait(self):
        if self.seen < self.wanted:
            await self.done.wait()
