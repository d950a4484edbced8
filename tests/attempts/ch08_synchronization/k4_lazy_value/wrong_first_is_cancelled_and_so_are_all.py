"""The first one builds; its cancellation comes out of all others.

Caught by: test_a_cancelled_caller_does_not_hurt_the_others
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.future = None

    async def get(self):
        if self.future is not None:
            return await asyncio.shield(self.future)
        future = self.future = asyncio.get_running_loop().create_future()
        try:
            value = await self.factory()
        except asyncio.CancelledError:
            self.future = None
            future.cancel()
            raise
        except Exception as error:
            self.future = None
            future.set_exception(error)
            future.exception()
            raise
        future.set_result(value)
        return value
