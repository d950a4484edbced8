"""Who comes during a build waits for its end, and looks again."""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.build = None
        self.values = []

    async def get(self):
        while not self.values:
            if self.build is not None:
                await self.build.wait()
                continue
            build = self.build = asyncio.Event()
            try:
                self.values.append(await self.factory())
            finally:
                self.build = None
                build.set()
        return self.values[0]
