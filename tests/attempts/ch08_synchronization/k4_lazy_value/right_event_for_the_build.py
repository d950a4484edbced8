"""Whoever finds no build at work builds; the others wait until it has ended, and look again."""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.there = False
        self.ended = None

    async def get(self):
        while not self.there:
            if self.ended is not None:
                await self.ended.wait()
                continue
            self.ended = asyncio.Event()
            try:
                self.value = await self.factory()
                self.there = True
            finally:
                ended, self.ended = self.ended, None
                ended.set()
        return self.value
