"""Waits for the next report, and does not look again.

Caught by: test_it_opens_with_the_last_report
"""

import asyncio


class Latch:
    def __init__(self, count):
        self.left = count
        self.news = asyncio.Event()

    def count_down(self):
        if self.left == 0:
            raise ValueError("too many")
        self.left -= 1
        self.news.set()
        self.news.clear()

    async def wait(self):
        if self.left:
            await self.news.wait()
