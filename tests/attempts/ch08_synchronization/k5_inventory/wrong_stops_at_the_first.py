"""Serves a queue in order, and stops at the first who has to wait on.

Caught by: test_who_needs_little_does_not_wait_for_who_needs_much
"""

import asyncio


class Inventory:
    def __init__(self, stock=0):
        self.stock = stock
        self.queue = []

    async def take(self, n):
        if not self.queue and n <= self.stock:
            self.stock -= n
            return
        turn = asyncio.Event()
        self.queue.append((n, turn))
        try:
            await turn.wait()
        except asyncio.CancelledError:
            if turn.is_set():
                await self.add(n)
            else:
                self.queue.remove((n, turn))
            raise

    async def add(self, n):
        self.stock += n
        while self.queue and self.queue[0][0] <= self.stock:
            needed, turn = self.queue.pop(0)
            self.stock -= needed
            turn.set()
