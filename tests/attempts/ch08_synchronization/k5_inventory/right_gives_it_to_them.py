"""Gives to those for whom there is enough; who is cancelled gives it back."""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self._queue = []

    def _serve(self):
        queue, self._queue = self._queue, []
        for n, gift in queue:
            if gift.done():
                continue
            if n <= self.stock:
                self.stock -= n
                gift.set_result(None)
            else:
                self._queue.append((n, gift))

    async def take(self, n):
        gift = asyncio.get_running_loop().create_future()
        self._queue.append((n, gift))
        self._serve()
        try:
            await gift
        except asyncio.CancelledError:
            if not gift.cancelled():
                self.stock += n
                self._serve()
            raise

    async def add(self, n):
        self.stock += n
        self._serve()
