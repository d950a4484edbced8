"""If the interruption came first, it counts more than the cancellation.

Caught by: test_a_cancellation_counts_more_than_an_interruption
"""

import asyncio


class Interruptible:
    def __init__(self):
        self._task = None
        self._caller = None
        self._flag = False

    async def run(self, coro):
        self._flag = False
        self._caller = asyncio.current_task()
        self._task = asyncio.create_task(coro)
        try:
            result = await self._task
        except (Exception, asyncio.CancelledError) as e:
            if self._flag:
                raise Interrupted from e
            raise
        finally:
            self._task = None
        if self._flag:
            raise Interrupted
        return result

    def interrupt(self):
        if self._task and not self._flag and not self._caller.cancelling():
            self._flag = True
            self._task.cancel()
