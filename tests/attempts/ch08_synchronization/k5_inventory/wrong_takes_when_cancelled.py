"""Takes in any case, also when it is cancelled.

Caught by: test_who_is_cancelled_has_taken_nothing
"""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self._changed = asyncio.Condition()

    async def take(self, n):
        async with self._changed:
            try:
                await self._changed.wait_for(lambda: self.stock >= n)
            finally:
                self.stock -= n

    async def add(self, n):
        async with self._changed:
            self.stock += n
            self._changed.notify_all()
