"""Takes the pieces when it has given the lock back.

Caught by: test_in_any_order
"""

import asyncio


class Inventory:
    def __init__(self):
        self.stock = 0
        self._changed = asyncio.Condition()

    async def take(self, n):
        async with self._changed:
            await self._changed.wait_for(lambda: self.stock >= n)
        await asyncio.sleep(0)
        self.stock -= n

    async def add(self, n):
        async with self._changed:
            self.stock += n
            self._changed.notify_all()
