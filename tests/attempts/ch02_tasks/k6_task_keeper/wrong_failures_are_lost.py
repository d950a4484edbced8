"""Holds the tasks, and never looks at their exceptions.

Caught by: test_a_failure_is_logged
"""

import asyncio


class TaskKeeper:
    def __init__(self):
        self.tasks = set()

    def spawn(self, coro):
        task = asyncio.create_task(coro)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    def pending(self):
        return len(self.tasks)

    async def drain(self):
        while self.tasks:
            await asyncio.wait(self.tasks)
            await asyncio.sleep(0)
