"""Nobody may overtake, so some wait for what is there.

Caught by: test_who_wants_few_may_overtake
"""

import asyncio
from collections import deque


class Inventory:
    def __init__(self):
        self.stock = 0
        self._queue = deque()

    async def take(self, n):
        future = asyncio.get_running_loop().create_future()
        self._queue.append((n, future))
        self._serve()
        try:
            await future
        except asyncio.CancelledError:
            if not future.cancelled():
                self.stock += n
            self._serve()
            raise

    async def add(self, n):
        self.stock += n
        self._serve()

    def _serve(self):
        while self._queue:
            n, future = self._queue[0]
            if future.done():
                self._queue.popleft()
            elif n <= self.stock:
                self._queue.popleft()
                self.stock -= n
                future.set_result(None)
            else:
                return
