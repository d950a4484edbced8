"""A condition, and a flag that says that somebody builds."""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.value = []
        self.building = False
        self.changed = asyncio.Condition()

    async def get(self):
        async with self.changed:
            await self.changed.wait_for(lambda: not self.building)
            if self.value:
                return self.value[0]
            self.building = True
        try:
            self.value.append(await self.factory())
        finally:
            self.building = False
            async with self.changed:
                self.changed.notify_all()
        return self.value[0]
