"""A report too many makes the number negative, and shuts the door.

Caught by: test_a_report_too_many_is_an_error
"""

import asyncio


class Latch:
    def __init__(self, count):
        self.left = count
        self.news = asyncio.Event()

    def count_down(self):
        self.left -= 1
        self.news.set()
        self.news.clear()
        if self.left < 0:
            raise ValueError("too many")

    async def wait(self):
        while self.left != 0:
            await self.news.wait()
