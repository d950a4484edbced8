"""A semaphore: who passes lets the next one pass."""

import asyncio


class Latch:
    def __init__(self, count):
        self.left = count
        self.turnstile = asyncio.Semaphore(0 if count else 1)

    def count_down(self):
        if self.left == 0:
            raise ValueError("too many")
        self.left -= 1
        if self.left == 0:
            self.turnstile.release()

    async def wait(self):
        async with self.turnstile:
            pass
