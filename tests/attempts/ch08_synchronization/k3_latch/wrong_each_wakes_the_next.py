"""Who was woken wakes the next one; cancelled at that moment, it does not.

Caught by: test_who_gives_up_as_it_opens_holds_up_nobody
"""

import asyncio


class Latch:
    def __init__(self, count):
        self.count = count
        self.waiting = []

    def _wake_one(self):
        while self.waiting:
            future = self.waiting.pop(0)
            if not future.done():
                future.set_result(None)
                return

    def count_down(self):
        if self.count == 0:
            raise ValueError
        self.count -= 1
        if not self.count:
            self._wake_one()

    async def wait(self):
        if self.count == 0:
            return
        future = asyncio.get_running_loop().create_future()
        self.waiting.append(future)
        await future
        self._wake_one()
