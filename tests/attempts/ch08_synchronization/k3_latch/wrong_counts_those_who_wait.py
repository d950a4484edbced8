"""A barrier: it opens when so many wait.

Caught by: test_it_opens_with_the_last_report
"""

import asyncio


class Latch:
    def __init__(self, count):
        self.left = count
        self.barrier = asyncio.Barrier(count) if count else None

    def count_down(self):
        if self.left == 0:
            raise ValueError("too many")
        self.left -= 1

    async def wait(self):
        if self.left:
            await self.barrier.wait()
