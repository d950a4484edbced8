"""Opens when as many wait as it has a count.

Caught by: test_it_opens_when_all_have_counted_down
"""

import asyncio


class Latch:
    def __init__(self, count):
        if count < 0:
            raise ValueError
        self.count = count
        self.event = asyncio.Event()
        if not count:
            self.event.set()

    def count_down(self):
        if not self.count:
            raise ValueError
        self.count -= 1
        if not self.count:
            self.event.set()

    async def wait(self):
        if self.count:
            self.count -= 1
        if not self.count:
            self.event.set()
        await self.event.wait()
