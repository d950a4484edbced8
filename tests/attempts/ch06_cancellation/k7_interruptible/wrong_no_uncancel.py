"""Cancels the calling task, and does not take that back.

Caught by: test_an_interruption_leaves_no_trace
"""

import asyncio


class Interruptible:
    def __init__(self):
        self.task = None
        self.asked = False

    async def run(self, coro):
        me = self.task = asyncio.current_task()
        self.asked = False
        failure = None
        try:
            return await coro
        except (Exception, asyncio.CancelledError) as e:
            failure = e
        finally:
            self.task = None
            if self.asked and me.cancelling() == 1:
                raise Interrupted from failure
        raise failure

    def interrupt(self):
        if self.task and not self.asked:
            self.asked = True
            self.task.cancel()
