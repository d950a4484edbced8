"""A task builds, and its failure is kept for ever.

Caught by: test_a_failure_is_not_kept
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.task = None

    async def get(self):
        if self.task is None:
            self.task = asyncio.ensure_future(self.factory())
        return await asyncio.shield(self.task)
