"""Keeps the exception, and raises it each time.

Caught by: test_a_failed_build_is_not_kept
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.ends = []
        self.lock = asyncio.Lock()

    async def get(self):
        async with self.lock:
            if not self.ends:
                try:
                    self.ends.append((await self.factory(), None))
                except Exception as error:
                    self.ends.append((None, error))
        value, error = self.ends[0]
        if error is not None:
            raise error
        return value
