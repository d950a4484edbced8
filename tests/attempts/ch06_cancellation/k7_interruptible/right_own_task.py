"""Cancels the calling task, and takes that back."""

import asyncio


class Interruptible:
    def __init__(self):
        self.task = None
        self.asked = False

    async def run(self, coro):
        me = asyncio.current_task()
        before = me.cancelling()
        self.task, self.asked = me, False
        result = failure = None
        try:
            result = await coro
        except (Exception, asyncio.CancelledError) as e:
            failure = e
        self.task = None
        if not self.asked:
            if failure is not None:
                raise failure
            return result
        if me.uncancel() > before:
            raise asyncio.CancelledError
        raise Interrupted from failure

    def interrupt(self):
        if self.task and not self.asked:
            self.asked = True
            self.task.cancel()
