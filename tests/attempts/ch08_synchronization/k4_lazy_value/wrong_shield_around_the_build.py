"""A lock around a build behind a shield, which goes on beside the next one.

Caught by: test_a_cancelled_caller_does_not_hurt_the_others
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.values = []
        self.lock = asyncio.Lock()

    async def get(self):
        async with self.lock:
            if not self.values:
                build = asyncio.ensure_future(self.factory())
                self.values.append(await asyncio.shield(build))
            return self.values[0]
