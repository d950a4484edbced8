"""The last one cancels the task; who comes just then waits for that task.

Caught by: test_who_comes_just_then_gets_a_new_build
"""

import asyncio


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.task = None
        self.waiting = 0

    async def get(self):
        if self.task is None or (
            self.task.done() and (self.task.cancelled() or self.task.exception())
        ):
            self.task = asyncio.ensure_future(self.factory())
        task = self.task
        self.waiting += 1
        try:
            return await asyncio.shield(task)
        finally:
            self.waiting -= 1
            if self.waiting == 0:
                task.cancel()
