"""Where the caller was not cancelled, every CancelledError is an interruption.

Caught by: test_an_operation_may_end_with_a_cancellation_of_its_own
"""

import asyncio


class Interruptible:
    def __init__(self):
        self._task = None
        self._flag = False

    async def run(self, coro):
        self._flag = False
        self._task = asyncio.create_task(coro)
        try:
            result = await self._task
        except asyncio.CancelledError:
            if asyncio.current_task().cancelling():
                raise
            raise Interrupted from None
        except Exception as e:
            if self._flag:
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
