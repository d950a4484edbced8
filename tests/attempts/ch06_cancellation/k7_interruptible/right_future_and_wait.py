"""interrupt sets a future; run waits for it and for the operation."""

import asyncio


class Interruptible:
    def __init__(self):
        self._stop = None

    async def run(self, coro):
        stop = self._stop = asyncio.get_running_loop().create_future()
        inner = asyncio.ensure_future(coro)
        cancelled = False
        while not inner.done():
            waiting_for = [inner] if stop.done() else [inner, stop]
            try:
                await asyncio.wait(waiting_for, return_when=asyncio.FIRST_COMPLETED)
            except asyncio.CancelledError:
                cancelled = True
                inner.cancel()
            else:
                if stop in waiting_for and stop.done():
                    inner.cancel()
        self._stop = None
        failed = None if inner.cancelled() else inner.exception()
        if cancelled:
            raise asyncio.CancelledError
        if stop.done():
            raise Interrupted from failed
        return inner.result()

    def interrupt(self):
        if self._stop is not None and not self._stop.done():
            self._stop.set_result(None)
