"""After a failure, or a cancellation, all who waited build at once.

Caught by: test_a_cancelled_caller_does_not_hurt_the_others
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.future = None

    async def get(self):
        if self.future is not None:
            await asyncio.wait([self.future])
            if not self.future.cancelled():
                return self.future.result()
        self.future = asyncio.get_running_loop().create_future()
        future = self.future
        try:
            value = await self.factory()
        except BaseException:
            future.cancel()
            raise
        future.set_result(value)
        return value
