"""Makes the tasks and counts them, and holds none.

Caught by: test_a_task_is_never_lost
"""

import asyncio


class TaskKeeper:
    def __init__(self):
        self.count = 0

    def spawn(self, coro):
        self.count += 1
        task = asyncio.create_task(coro)
        task.add_done_callback(self.ended)
        return task

    def ended(self, task):
        self.count -= 1
        if not task.cancelled() and task.exception():
            log.error("failed", exc_info=task.exception())

    def pending(self):
        return self.count

    async def drain(self):
        while self.count:
            await asyncio.sleep(0.25)
