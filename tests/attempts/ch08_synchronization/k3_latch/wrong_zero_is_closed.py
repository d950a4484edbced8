"""A latch of 0 never opens.

Caught by: test_a_latch_of_none_is_open
"""

import asyncio


class Latch:
    def __init__(self, count):
        if count < 0:
            raise ValueError
        self.count = count
        self.event = asyncio.Event()

    def count_down(self):
        if not self.count:
            raise ValueError
        self.count -= 1
        if not self.count:
            self.event.set()

    async def wait(self):
        await self.event.wait()
