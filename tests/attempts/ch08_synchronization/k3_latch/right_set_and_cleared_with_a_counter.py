"""Wakes all for each report; each looks at the counter."""

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
        while self.left:
            await self.news.wait()
