"""Refuses the last report, and opens.

Caught by: test_it_opens_with_the_last_report
"""

import asyncio


class Latch:
    def __init__(self, count):
        self.left = count
        self.done = asyncio.Event()
        if count == 0:
            self.done.set()

    def count_down(self):
        self.left -= 1
        if self.left <= 0:
            self.done.set()
            raise ValueError("too many")

    async def wait(self):
        await self.done.wait()
