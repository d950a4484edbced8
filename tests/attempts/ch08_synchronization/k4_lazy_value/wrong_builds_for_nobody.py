"""The build goes on when nobody waits any more.

Caught by: test_when_all_have_given_up_nothing_is_built
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
        return await asyncio.shield(self.task)
