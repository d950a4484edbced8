"""Lets a task go only if it was not cancelled.

Caught by: test_a_task_without_a_result_is_dropped_too
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
        if task.cancelled():
            return
        self._tasks.discard(task)
        if task.exception():
            log.error("failed", exc_info=task.exception())

    def pending(self):
        return len([t for t in self._tasks if not t.done()])

    async def drain(self):
        while self.pending():
            await asyncio.wait(self._tasks)
