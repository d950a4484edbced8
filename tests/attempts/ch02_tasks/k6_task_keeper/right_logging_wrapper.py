"""Logs in a wrapper, which raises again."""

import asyncio


class TaskKeeper:
    def __init__(self):
        self._tasks = set()

    def spawn(self, coro):
        async def run():
            try:
                return await coro
            except Exception:
                log.error("failed", exc_info=True)
                raise

        task = asyncio.create_task(run())
        self._tasks.add(task)
        task.add_done_callback(self._drop)
        return task

    def _drop(self, task):
        self._tasks.discard(task)
        task.cancelled() or task.exception()

    def pending(self):
        return len([t for t in self._tasks if not t.done()])

    async def drain(self):
        while self._tasks:
            await asyncio.wait(list(self._tasks))
