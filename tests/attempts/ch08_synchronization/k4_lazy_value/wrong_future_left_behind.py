"""Publishes a future before it builds, and leaves it there after a failure.

Caught by: test_who_waits_is_served_after_a_failure
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.future = None

    async def get(self):
        if self.future is not None:
            return await asyncio.shield(self.future)
        self.future = asyncio.get_running_loop().create_future()
        value = await self.factory()
        self.future.set_result(value)
        return value
