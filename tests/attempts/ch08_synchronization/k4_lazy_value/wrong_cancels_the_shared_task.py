"""One task for all; a failed one is dropped, a cancelled caller cancels it.

Caught by: test_a_cancelled_caller_does_not_hurt_the_others
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.task = None

    async def get(self):
        if self.task is None:
            self.task = asyncio.ensure_future(self.factory())
        task = self.task
        try:
            return await task
        except BaseException:
            self.task = None
            raise
