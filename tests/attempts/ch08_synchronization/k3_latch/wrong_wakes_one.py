"""Wakes one of those who wait.

Caught by: test_all_who_wait_pass_together
"""

import asyncio


class Latch:
    def __init__(self, count):
        if count < 0:
            raise ValueError
        self.count = count
        self.gate = asyncio.Semaphore(0)

    def count_down(self):
        if not self.count:
            raise ValueError
        self.count -= 1
        if not self.count:
            self.gate.release()

    async def wait(self):
        if self.count:
            await self.gate.acquire()
