"""Shields the operation, so a cancellation from outside does not reach it.

Caught by: test_a_cancellation_stays_a_cancellation
"""

import asyncio


class Interruptible:
    def __init__(self):
        self._task = None
        self._flag = False

    async def run(self, coro):
        self._flag = False
        self._task = asyncio.create_task(coro)
        before = asyncio.current_task().cancelling()
        try:
            result = await asyncio.shield(self._task)
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
