"""Takes back all cancellations of the calling task, those of others too.

Caught by: test_a_cancellation_counts_more_than_an_interruption
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
        self.task = None
        if not self.asked:
            if failure is not None:
                raise failure
            return result
        outside = me.cancelling() > 1
        while me.cancelling():
            me.uncancel()
        if outside:
            raise asyncio.CancelledError
        raise Interrupted from failure

    def interrupt(self):
        if self.task and not self.asked:
            self.asked = True
            self.task.cancel()
