"""A latch of none is shut for ever.

Caught by: test_a_latch_of_none_is_open
"""

import asyncio


class Latch:
    def __init__(self, count):
        self.left = count
        self.done = asyncio.Event()

    def count_down(self):
        if self.left == 0:
            raise ValueError("too many")
        self.left -= 1
        if self.left == 0:
            self.done.set()

    async def wait(self):
        await self.done.wait()
