"""Looks, and builds, without a lock.

Caught by: test_it_is_built_once
"""


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.values = []

    async def get(self):
        if not self.values:
            self.values.append(await self.factory())
        return self.values[0]
