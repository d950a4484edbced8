"""One future for each who waits."""

import asyncio


class Latch:
    def __init__(self, count):
        if count < 0:
            raise ValueError(count)
        self.count = count
        self.waiters = []

    def count_down(self):
        if not self.count:
            raise ValueError("open already")
        self.count -= 1
        if self.count == 0:
            for future in self.waiters:
                if not future.done():
                    future.set_result(None)

    async def wait(self):
        if self.count:
            future = asyncio.get_running_loop().create_future()
            self.waiters.append(future)
            await future
