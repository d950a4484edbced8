"""Counts on below zero.

Caught by: test_too_often
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
        if self.count < 0:
            raise ValueError
        self.count -= 1
        if self.count <= 0:
            self.event.set()

    async def wait(self):
        await self.event.wait()
