"""Waits with `if`, and wakes one of those who wait.

Caught by: test_who_wants_more_waits
"""

import asyncio


class Inventory:
    def __init__(self) -> None:
        self.stock = 0
        self._changed = asyncio.Condition()

    async def take(self, n: int) -> None:
        async with self._changed:
            if self.stock < n:
                await self._changed.wait()
            self.stock -= n

    async def add(self, n: int) -> None:
        async with self._changed:
            self.stock += n
            self._changed.notify()
