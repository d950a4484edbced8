"""Asks a cancelled task for its exception.

Caught by: test_a_cancelled_task_has_not_failed
"""

import asyncio


class TaskKeeper:
    def __init__(self):
        self.tasks = set()

    def spawn(self, coro):
        async def guarded():
            try:
                return await coro
            except BaseException as error:
                log.error("failed", exc_info=error)
                raise

        task = asyncio.create_task(guarded())
        self.tasks.add(task)
        task.add_done_callback(self.ended)
        return task

    def ended(self, task):
        self.tasks.discard(task)
        if not task.cancelled():
            task.exception()

    def pending(self):
        return len(self.tasks)

    async def drain(self):
        while self.tasks:
            await asyncio.wait(self.tasks)
            await asyncio.sleep(0)
