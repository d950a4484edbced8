"""Who waits has an event of its own, with what it needs; who adds looks for whom."""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self.waiting = {}

    async def take(self, n):
        me = object()
        try:
            while self.stock < n:
                event = asyncio.Event()
                self.waiting[me] = (n, event)
                await event.wait()
            self.stock -= n
        finally:
            self.waiting.pop(me, None)

    async def add(self, n):
        self.stock += n
        for needed, event in self.waiting.values():
            if needed <= self.stock:
                event.set()
