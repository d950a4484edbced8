"""Who has the token may look and build."""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.values = []
        self.tokens = asyncio.Queue()
        self.tokens.put_nowait(None)

    async def get(self):
        await self.tokens.get()
        try:
            if not self.values:
                self.values.append(await self.factory())
        finally:
            self.tokens.put_nowait(None)
        return self.values[0]
