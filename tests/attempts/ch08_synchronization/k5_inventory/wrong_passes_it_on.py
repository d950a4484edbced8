"""Each who was served wakes the next one; one who was not served wakes nobody.

Caught by: test_who_wants_few_may_overtake
"""

import asyncio


class Inventory:
    def __init__(self):
        self.stock = 0
        self._changed = asyncio.Condition()

    async def take(self, n):
        async with self._changed:
            await self._changed.wait_for(lambda: self.stock >= n)
            self.stock -= n
            self._changed.notify()

    async def add(self, n):
        async with self._changed:
            self.stock += n
            self._changed.notify()
