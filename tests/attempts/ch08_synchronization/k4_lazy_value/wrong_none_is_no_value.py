"""Takes None for nothing.

Caught by: test_none_is_a_value
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.value = None
        self.lock = asyncio.Lock()

    async def get(self):
        async with self.lock:
            if self.value is None:
                self.value = await self.factory()
            return self.value
