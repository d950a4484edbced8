"""Takes every CancelledError for an interruption.

Caught by: test_a_cancellation_stays_a_cancellation
"""

import asyncio


class Interruptible:
    def __init__(self):
        self._task = None

    async def run(self, coro):
        self._task = asyncio.create_task(coro)
        try:
            return await self._task
        except asyncio.CancelledError:
            raise Interrupted from None
        finally:
            self._task = None

    def interrupt(self):
        if self._task:
            self._task.cancel()
