"""Lets the error of an operation that was interrupted out.

Caught by: test_a_failure_meanwhile_is_the_cause
"""

import asyncio


class Interruptible:
    def __init__(self):
        self._task = None
        self._flag = False

    async def run(self, coro):
        before = asyncio.current_task().cancelling()
        self._flag = False
        self._task = asyncio.create_task(coro)
        try:
            result = await self._task
        except asyncio.CancelledError:
            if self._flag and asyncio.current_task().cancelling() == before:
                raise Interrupted from None
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
