"""Who is cancelled at the moment of the delivery keeps the pieces.

Caught by: test_who_is_cancelled_when_it_comes
"""

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
        await future

    async def add(self, n):
        self.stock += n
        self._waiting = [(n, f) for n, f in self._waiting if not f.done()]
        for wanted, future in self._waiting:
            if wanted <= self.stock:
                self.stock -= wanted
                future.set_result(None)
