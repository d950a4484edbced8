"""Keeps the calling task when the operation has ended, and cancels it then.

Caught by: test_while_nothing_is_running_interrupt_does_nothing
"""

import asyncio


class Interruptible:
    def __init__(self):
        self.task = None
        self.asked = False

    async def run(self, coro):
        me = asyncio.current_task()
        self.task, self.asked = me, False
        result = failure = None
        try:
            result = await coro
        except (Exception, asyncio.CancelledError) as e:
            failure = e
        if not self.asked:
            if failure is not None:
                raise failure
            return result
        if me.uncancel() > 0:
            raise asyncio.CancelledError
        raise Interrupted from failure

    def interrupt(self):
        if self.task and not self.asked:
            self.asked = True
            self.task.cancel()
