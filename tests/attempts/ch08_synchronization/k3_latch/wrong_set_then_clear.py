"""Wakes those who wait, and closes again.

Caught by: test_who_comes_late_passes
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
            self.event.clear()

    async def wait(self):
        await self.event.wait()
