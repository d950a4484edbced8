"""Opens with the first report.

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
        if self.left == 0:
            raise ValueError("too many")
        self.left -= 1
        self.done.set()

    async def wait(self):
        await self.done.wait()
