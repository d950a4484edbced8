"""All of them await one future.

Caught by: test_who_is_cancelled_disturbs_nobody
"""

import asyncio


class Latch:
    def __init__(self, count):
        if count < 0:
            raise ValueError
        self.count = count
        self.future = None

    def count_down(self):
        if not self.count:
            raise ValueError
        self.count -= 1
        if not self.count and self.future and not self.future.done():
            self.future.set_result(None)

    async def wait(self):
        if not self.count:
            return
        if self.future is None:
            self.future = asyncio.get_running_loop().create_future()
        await self.future
