"""Keeps every task for ever.

Caught by: test_an_ended_task_is_dropped
"""

import asyncio


class TaskKeeper:
    def __init__(self):
        self.tasks = []

    def spawn(self, coro):
        task = asyncio.create_task(coro)
        self.tasks.append(task)
        task.add_done_callback(self.ended)
        return task

    def ended(self, task):
        if not task.cancelled() and task.exception():
            log.error("failed", exc_info=task.exception())

    def pending(self):
        return sum(not task.done() for task in self.tasks)

    async def drain(self):
        while self.pending():
            await asyncio.wait(self.tasks)
