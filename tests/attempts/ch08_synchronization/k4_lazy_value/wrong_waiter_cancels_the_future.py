"""Those who wait await the future itself; one who is cancelled cancels it.

Caught by: test_a_cancelled_caller_does_not_hurt_the_others
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.future = None

    async def get(self):
        if self.future is not None:
            return await self.future
        future = self.future = asyncio.get_running_loop().create_future()
        try:
            value = await self.factory()
        except Exception as error:
            self.future = None
            if not future.done():
                future.set_exception(error)
                future.exception()
            raise
        if not future.done():
            future.set_result(value)
        return value
