"""Waits once for the operation to clean up, and goes at the next cancellation.

Caught by: test_however_often_it_is_cancelled_it_waits
"""

import asyncio


class Interruptible:
    def __init__(self):
        self.inner = None
        self.stopped = False

    async def run(self, coro):
        self.stopped = False
        self.inner = inner = asyncio.create_task(coro)
        try:
            await asyncio.wait([inner])
        except asyncio.CancelledError:
            inner.cancel()
            await asyncio.wait([inner])
            if not inner.cancelled():
                inner.exception()
            raise
        finally:
            self.inner = None
        if not self.stopped:
            return inner.result()
        if inner.cancelled():
            raise Interrupted
        raise Interrupted from inner.exception()

    def interrupt(self):
        if self.inner is not None and not self.stopped:
            self.stopped = True
            self.inner.cancel()
