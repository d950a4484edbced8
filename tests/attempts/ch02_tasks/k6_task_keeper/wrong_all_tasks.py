"""Counts every task of the program.

Caught by: test_a_keeper_knows_its_own_tasks
"""

import asyncio


class TaskKeeper:
    def __init__(self):
        self._tasks = set()

    def spawn(self, coro):
        task = asyncio.create_task(coro)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task):
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            log.error("failed", exc_info=task.exception())

    def pending(self):
        return len(asyncio.all_tasks()) - 1

    async def drain(self):
        while self._tasks:
            await asyncio.wait(self._tasks)
