"""Raises before the operation has cleaned up.

Caught by: test_it_waits_until_the_operation_has_cleaned_up
"""

import asyncio


class Interruptible:
    def __init__(self):
        self._stop = None

    async def run(self, coro):
        self._stop = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(coro)
        try:
            await asyncio.wait([task, self._stop], return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            task.cancel()
            while not task.done():
                try:
                    await asyncio.wait([task])
                except asyncio.CancelledError:
                    pass
            raise
        if self._stop.done():
            task.cancel()
            raise Interrupted
        return task.result()

    def interrupt(self):
        if self._stop and not self._stop.done():
            self._stop.set_result(None)
