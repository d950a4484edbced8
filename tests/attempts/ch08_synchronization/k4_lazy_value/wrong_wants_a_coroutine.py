"""Makes a task of what the factory returns, which may be another awaitable.

Caught by: test_the_factory_may_return_any_awaitable
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = asyncio.Lock()
        self.values = []

    async def get(self):
        async with self.lock:
            if not self.values:
                self.values.append(await asyncio.create_task(self.factory()))
        return self.values[0]
