"""All of them await one task, and who is cancelled cancels it.

Caught by: test_who_gives_up_hurts_nobody
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.task = None

    async def get(self):
        if self.task is None or (
            self.task.done() and (self.task.cancelled() or self.task.exception())
        ):
            self.task = asyncio.ensure_future(self.factory())
        return await self.task
