"""Holds the tasks weakly.

Caught by: test_a_task_is_never_lost
"""

import asyncio
import weakref


class TaskKeeper:
    def __init__(self):
        self.tasks = weakref.WeakSet()

    def spawn(self, coro):
        task = asyncio.create_task(coro)
        self.tasks.add(task)
        task.add_done_callback(self.ended)
        return task

    def ended(self, task):
        self.tasks.discard(task)
        if not task.cancelled() and task.exception():
            log.error("failed", exc_info=task.exception())

    def pending(self):
        return len(self.tasks)

    async def drain(self):
        while self.tasks:
            await asyncio.wait(list(self.tasks))
            await asyncio.sleep(0)
