"""Wakes only the first who waits.

Caught by: test_it_opens_for_all_who_wait
"""

import asyncio


class Latch:
    def __init__(self, count):
        self.left = count
        self.waiters = []

    def count_down(self):
        if self.left == 0:
            raise ValueError("too many")
        self.left -= 1
        if self.left == 0 and self.waiters:
            waiter = self.waiters.pop(0)
            if not waiter.done():
                waiter.set_result(None)

    async def wait(self):
        if self.left > 0:
            waiter = asyncio.get_running_loop().create_future()
            self.waiters.append(waiter)
            await waiter
