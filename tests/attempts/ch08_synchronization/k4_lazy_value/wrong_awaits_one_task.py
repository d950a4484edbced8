"""One task for all, which each caller awaits, and cancels.

Caught by: test_a_failed_build_is_not_kept
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.task = None

    async def get(self):
        if self.task is None:
            self.task = asyncio.ensure_future(self.factory())
        return await self.task
