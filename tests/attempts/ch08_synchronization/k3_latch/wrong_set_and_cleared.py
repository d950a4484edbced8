"""Wakes those who wait, and shuts the door again.

Caught by: test_who_comes_late_does_not_wait
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
            self.done.clear()

    async def wait(self):
        await self.done.wait()
