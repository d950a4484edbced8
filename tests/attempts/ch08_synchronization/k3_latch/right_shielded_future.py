"""One future for all, which no waiter can cancel."""

import asyncio


class Latch:
    def __init__(self, count):
        if count < 0:
            raise ValueError("below zero")
        self._left = count
        self._future = None

    def count_down(self):
        if self._left < 1:
            raise ValueError("too often")
        self._left -= 1
        if self._left == 0 and self._future is not None:
            self._future.set_result(True)

    async def wait(self):
        if self._left == 0:
            return
        if self._future is None:
            self._future = asyncio.get_running_loop().create_future()
        await asyncio.shield(self._future)
