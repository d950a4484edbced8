"""An inner task, and a loop that waits for it and passes cancellations on."""

import asyncio


class Interruptible:
    def __init__(self):
        self.inner = None
        self.stopped = False

    async def run(self, coro):
        self.stopped = False
        self.inner = inner = asyncio.create_task(coro)
        cancelled = None
        while not inner.done():
            try:
                await asyncio.wait([inner])
            except asyncio.CancelledError as e:
                cancelled = e
                inner.cancel()
        self.inner = None
        if cancelled is not None:
            if not inner.cancelled():
                inner.exception()
            raise cancelled
        if not self.stopped:
            return inner.result()
        if inner.cancelled():
            raise Interrupted
        raise Interrupted from inner.exception()

    def interrupt(self):
        if self.inner is not None and not self.stopped:
            self.stopped = True
            self.inner.cancel()
