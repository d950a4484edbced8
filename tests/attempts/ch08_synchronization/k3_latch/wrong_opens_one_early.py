"""Opens one too early.

Caught by: test_it_opens_when_all_have_counted_down
"""

import asyncio


class Latch:
    def __init__(self, count):
        if count < 0:
            raise ValueError
        self.count = count
        self.event = asyncio.Event()
        if count == 0:
            self.event.set()

    def count_down(self):
        if self.count == 0:
            raise ValueError
        if self.count <= 2:
            self.event.set()
        self.count -= 1

    async def wait(self):
        await self.event.wait()
