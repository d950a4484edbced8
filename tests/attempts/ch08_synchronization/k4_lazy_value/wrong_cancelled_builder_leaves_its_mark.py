"""Takes its mark back after a failure, and not after a cancellation.

Caught by: test_a_cancelled_caller_does_not_hurt_the_others
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.building = None
        self.values = []

    async def get(self):
        if self.values:
            return self.values[0]
        while self.building is not None:
            await self.building.wait()
            if self.values:
                return self.values[0]
        self.building = asyncio.Event()
        try:
            self.values.append(await self.factory())
        except Exception:
            building, self.building = self.building, None
            building.set()
            raise
        self.building.set()
        return self.values[0]
