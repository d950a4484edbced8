"""Keeps the flag of an operation that was interrupted.

Caught by: test_the_next_operation_can_be_run
"""

import asyncio


class Interruptible:
    def __init__(self):
        self._task = None
        self._flag = False

    async def run(self, coro):
        before = asyncio.current_task().cancelling()
        self._task = asyncio.create_task(coro)
        try:
            result = await self._task
        except (Exception, asyncio.CancelledError) as e:
            if self._flag and asyncio.current_task().cancelling() == before:
                raise Interrupted from e
            raise
        finally:
            self._task = None
        if self._flag:
            raise Interrupted
        return result

    def interrupt(self):
        if self._task and not self._flag:
            self._flag = True
            self._task.cancel()
