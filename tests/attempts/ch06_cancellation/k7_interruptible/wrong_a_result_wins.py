"""Returns the result of an operation that was interrupted.

Caught by: test_a_result_in_spite_of_it_is_an_interruption
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
            return await self._task
        except (Exception, asyncio.CancelledError) as e:
            if self._flag and asyncio.current_task().cancelling() == before:
                raise Interrupted from e
            raise
        finally:
            self._task = None

    def interrupt(self):
        if self._task and not self._flag:
            self._flag = True
            self._task.cancel()
