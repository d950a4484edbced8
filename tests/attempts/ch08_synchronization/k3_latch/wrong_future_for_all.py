"""One future, which all await; one of them is cancelled, and so are all.

Caught by: test_who_is_cancelled_harms_nobody
"""

import asyncio


class Latch:
    def __init__(self, count):
        self.left = count
        self.opened = asyncio.get_running_loop().create_future()
        if count == 0:
            self.opened.set_result(None)

    def count_down(self):
        if self.left == 0:
            raise ValueError("too many")
        self.left -= 1
        if self.left == 0:
            self.opened.set_result(None)

    async def wait(self):
        await self.opened
