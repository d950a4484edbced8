"""An interruption while nothing is running hits the next operation.

Caught by: test_while_nothing_is_running_interrupt_does_nothing
"""

import asyncio


class Interruptible:
    def __init__(self):
        self._interrupted = asyncio.Event()

    async def run(self, coro):
        work = asyncio.create_task(coro)
        signal = asyncio.create_task(self._interrupted.wait())
        cancelled = False
        try:
            await asyncio.wait([work, signal], return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            cancelled = True
        interrupted = self._interrupted.is_set()
        signal.cancel()
        if cancelled or interrupted:
            work.cancel()
        while not (work.done() and signal.done()):
            try:
                await asyncio.wait([work, signal])
            except asyncio.CancelledError:
                cancelled = True
        error = None if work.cancelled() else work.exception()
        self._interrupted.clear()
        if cancelled:
            raise asyncio.CancelledError
        if interrupted:
            raise Interrupted from error
        return work.result()

    def interrupt(self):
        self._interrupted.set()
