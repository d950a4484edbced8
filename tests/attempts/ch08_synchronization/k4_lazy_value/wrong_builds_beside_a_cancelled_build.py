"""The last one cancels the task and drops it, while it cleans up.

Caught by: test_who_comes_just_then_gets_a_new_build
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.task = None
        self.waiting = 0

    async def get(self):
        if self.task is None:
            self.task = asyncio.ensure_future(self.factory())
            self.waiting = 0
        task = self.task
        self.waiting += 1
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if task is self.task:
                self.waiting -= 1
                if self.waiting == 0:
                    self.task = None
                    task.cancel()
            raise
        except Exception:
            if task is self.task:
                self.task = None
            raise
