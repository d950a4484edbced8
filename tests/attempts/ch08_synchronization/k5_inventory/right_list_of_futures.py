"""A delivery hands the pieces to those who wait."""

import asyncio


class Inventory:
    def __init__(self):
        self.stock = 0
        self._waiting = []

    async def take(self, n):
        if n <= self.stock:
            self.stock -= n
            return
        future = asyncio.get_running_loop().create_future()
        self._waiting.append((n, future))
        try:
            await future
        except asyncio.CancelledError:
            if not future.cancelled():
                self._put(n)
            raise

    async def add(self, n):
        self._put(n)

    def _put(self, n):
        self.stock += n
        self._waiting = [(n, f) for n, f in self._waiting if not f.done()]
        for wanted, future in self._waiting:
            if wanted <= self.stock:
                self.stock -= wanted
                future.set_result(None)
