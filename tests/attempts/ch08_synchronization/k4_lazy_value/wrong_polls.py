"""Asks again and again whether it has been built.

Caught by: test_who_comes_meanwhile_gets_the_same
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.building = False
        self.values = []

    async def get(self):
        while self.building:
            await asyncio.sleep(0)
        if not self.values:
            self.building = True
            try:
                self.values.append(await self.factory())
            finally:
                self.building = False
        return self.values[0]
