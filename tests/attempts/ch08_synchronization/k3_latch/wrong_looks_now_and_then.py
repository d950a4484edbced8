"""Looks every second whether it is open.

Caught by: test_any_countdown_and_any_arrivals
"""

import asyncio


class Latch:
    def __init__(self, count):
        if count < 0:
            raise ValueError
        self.count = count

    def count_down(self):
        if not self.count:
            raise ValueError
        self.count -= 1

    async def wait(self):
        while self.count:
            await asyncio.sleep(1)
