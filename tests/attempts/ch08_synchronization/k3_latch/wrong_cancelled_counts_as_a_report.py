"""Who is cancelled is taken off the number.

Caught by: test_who_is_cancelled_harms_nobody
"""

import asyncio


class Latch:
    def __init__(self, count):
        self.left = count
        self.done = asyncio.Event()
        if count == 0:
            self.done.set()

    def count_down(self):
        if self.left == 0:
            raise ValueError("too many")
        self.left -= 1
        if self.left == 0:
            self.done.set()

    async def wait(self):
        try:
            await self.done.wait()
        except asyncio.CancelledError:
            self.count_down()
            raise
