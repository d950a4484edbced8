"""Waits for the tasks that are there, and not for those that come.

Caught by: test_drain_waits_for_those_that_come_meanwhile
"""

import asyncio


class TaskKeeper:
    def __init__(self):
        self.tasks = set()

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
        if self.tasks:
            await asyncio.wait(self.tasks)
            await asyncio.sleep(0)
