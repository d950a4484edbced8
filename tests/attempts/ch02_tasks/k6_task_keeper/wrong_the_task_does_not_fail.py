"""Logs the failure inside the task, which does not fail any more.

Caught by: test_the_task_ends_as_the_coroutine
"""

import asyncio


class TaskKeeper:
    def __init__(self):
        self._tasks = set()

    def spawn(self, coro):
        async def run():
            try:
                return await coro
            except Exception as e:
                log.error("failed", exc_info=e)

        task = asyncio.create_task(run())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def pending(self):
        return len(self._tasks)

    async def drain(self):
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)
