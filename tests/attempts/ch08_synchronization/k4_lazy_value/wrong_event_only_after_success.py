"""Those who wait are woken only by a build that was good.

Caught by: test_who_waits_for_a_build_that_fails
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.building = False
        self.ready = asyncio.Event()
        self.value = None

    async def get(self):
        if self.ready.is_set():
            return self.value
        if self.building:
            await self.ready.wait()
            return self.value
        self.building = True
        try:
            self.value = await self.factory()
        finally:
            self.building = False
        self.ready.set()
        return self.value
