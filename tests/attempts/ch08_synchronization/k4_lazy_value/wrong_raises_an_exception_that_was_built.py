"""Keeps how it ended, and raises each exception that it finds there.

Caught by: test_an_exception_that_was_built_is_a_value
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
                    self.ends.append(await self.factory())
                except Exception as error:
                    self.ends.append(error)
            if isinstance(self.ends[0], Exception):
                raise self.ends.pop()
            return self.ends[0]
