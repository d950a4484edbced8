"""A wrapper coroutine hears of the failure; a dict holds the tasks."""

import asyncio


class TaskKeeper:
    def __init__(self):
        self._tasks = {}
        self._empty = asyncio.Event()
        self._empty.set()

    def spawn(self, coro):
        self._empty.clear()
        task = asyncio.create_task(coro)
        self._tasks[id(task)] = task
        task.add_done_callback(self._drop)
        return task

    def _drop(self, task):
        del self._tasks[id(task)]
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("a task failed", exc_info=error)
        if not self._tasks:
            self._empty.set()

    def pending(self):
        return sum(1 for task in self._tasks.values() if not task.done())

    async def drain(self):
        await self._empty.wait()
