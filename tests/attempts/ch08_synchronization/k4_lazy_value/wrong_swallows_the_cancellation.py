"""Who is cancelled gets None.

Caught by: test_a_cancelled_caller_does_not_hurt_the_others
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.values = []
        self.lock = asyncio.Lock()

    async def get(self):
        try:
            async with self.lock:
                if not self.values:
                    self.values.append(await self.factory())
                return self.values[0]
        except asyncio.CancelledError:
            return None
