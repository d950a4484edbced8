"""Asks again and again.

Caught by: test_it_opens_with_the_last_report
"""

import asyncio


class Latch:
    def __init__(self, count):
        self.left = count

    def count_down(self):
        if self.left == 0:
            raise ValueError("too many")
        self.left -= 1

    async def wait(self):
        while self.left:
            await asyncio.sleep(0)
