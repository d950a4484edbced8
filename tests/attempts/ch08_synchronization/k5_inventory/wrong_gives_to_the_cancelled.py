"""Gives to a task, which may be cancelled before it hears of it.

Caught by: test_who_is_cancelled_leaves_it_to_the_others
"""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self._queue = []

    async def take(self, n):
        if self.stock >= n:
            self.stock -= n
            return
        gift = asyncio.get_running_loop().create_future()
        self._queue.append((n, gift))
        await gift

    async def add(self, n):
        self.stock += n
        for entry in list(self._queue):
            needed, gift = entry
            if gift.done():
                self._queue.remove(entry)
            elif needed <= self.stock:
                self._queue.remove(entry)
                self.stock -= needed
                gift.set_result(None)
