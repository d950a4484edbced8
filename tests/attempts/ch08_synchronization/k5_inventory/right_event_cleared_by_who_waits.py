"""Who finds too little clears the event, and waits."""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self._event = asyncio.Event()

    async def take(self, n):
        while self.stock < n:
            self._event.clear()
            await self._event.wait()
        self.stock -= n

    async def add(self, n):
        self.stock += n
        self._event.set()
