"""The first one builds, the others wait for its future; if it has none, they look again."""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.future = None

    async def get(self):
        while self.future is not None:
            if self.future.done():
                return self.future.result()
            await asyncio.wait([self.future])
        self.future = asyncio.get_running_loop().create_future()
        try:
            value = await self.factory()
        except BaseException:
            future, self.future = self.future, None
            future.cancel()
            raise
        self.future.set_result(value)
        return value
