"""A list of futures: all are woken, all look."""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self._waiters = []

    async def take(self, n):
        while self.stock < n:
            waiter = asyncio.get_running_loop().create_future()
            self._waiters.append(waiter)
            try:
                await waiter
            finally:
                if waiter in self._waiters:
                    self._waiters.remove(waiter)
        self.stock -= n

    async def add(self, n):
        self.stock += n
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)
        self._waiters.clear()
