"""A future for each who waits."""

import asyncio


class Latch:
    def __init__(self, count):
        self.left = count
        self.waiters = []

    def count_down(self):
        if self.left == 0:
            raise ValueError("too many")
        self.left -= 1
        if self.left == 0:
            for waiter in self.waiters:
                if not waiter.done():
                    waiter.set_result(None)

    async def wait(self):
        if self.left > 0:
            waiter = asyncio.get_running_loop().create_future()
            self.waiters.append(waiter)
            await waiter
