"""One is woken at a time; it tells the next one, served, cancelled or not."""

import asyncio
from collections import deque


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self.waiters = deque()

    def wake_those_who_can(self):
        for needed, future in self.waiters:
            if needed <= self.stock and not future.done():
                future.set_result(None)
                return

    async def take(self, n):
        while n > self.stock:
            entry = (n, asyncio.get_running_loop().create_future())
            self.waiters.append(entry)
            try:
                await entry[1]
            except asyncio.CancelledError:
                self.waiters.remove(entry)
                self.wake_those_who_can()
                raise
            self.waiters.remove(entry)
            if n > self.stock:
                self.wake_those_who_can()
        self.stock -= n
        self.wake_those_who_can()

    async def add(self, n):
        self.stock += n
        self.wake_those_who_can()
