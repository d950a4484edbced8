"""A semaphore: each report lets one pass.

Caught by: test_it_opens_with_the_last_report
"""

import asyncio


class Latch:
    def __init__(self, count):
        self.left = count
        self.reports = asyncio.Semaphore(0)

    def count_down(self):
        if self.left == 0:
            raise ValueError("too many")
        self.left -= 1
        self.reports.release()

    async def wait(self):
        if self.left:
            await self.reports.acquire()
