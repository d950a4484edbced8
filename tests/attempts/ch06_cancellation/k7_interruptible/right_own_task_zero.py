"""Cancels the calling task; it is clean if nobody else has asked."""

import asyncio


class Interruptible:
    def __init__(self):
        self._me = None
        self._mine = 0

    async def run(self, coro):
        self._me = asyncio.current_task()
        self._mine = 0
        error = None
        try:
            value = await coro
        except asyncio.CancelledError as e:
            if not self._mine:
                raise
            error = e
        except Exception as e:
            if not self._mine:
                raise
            error = e
        finally:
            me, self._me = self._me, None
        if self._mine:
            if me.uncancel() == 0:
                raise Interrupted() from error
            raise error or asyncio.CancelledError()
        return value

    def interrupt(self):
        if self._me is None or self._mine:
            return
        self._mine += 1
        self._me.cancel()
