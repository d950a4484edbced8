"""Whoever passes an open semaphore leaves it open for the next."""

import asyncio


class Latch:
    def __init__(self, count):
        if count < 0:
            raise ValueError("below zero")
        self._left = count
        self._gate = asyncio.Semaphore(0 if count else 1)

    def count_down(self):
        if not self._left:
            raise ValueError("too often")
        self._left -= 1
        if not self._left:
            self._gate.release()

    async def wait(self):
        async with self._gate:
            pass
