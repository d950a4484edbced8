"""Looks four times a second whether somebody has interrupted.

Caught by: test_interrupt_ends_what_is_running
"""

import asyncio


class Interruptible:
    def __init__(self):
        self.running = False
        self.flag = False

    async def run(self, coro):
        self.running, self.flag = True, False
        task = asyncio.create_task(coro)
        try:
            while not task.done() and not self.flag:
                await asyncio.wait([task], timeout=0.25)
            if self.flag:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
                error = None if task.cancelled() else task.exception()
                raise Interrupted from error
            return task.result()
        except asyncio.CancelledError:
            task.cancel()
            while not task.done():
                try:
                    await asyncio.wait([task])
                except asyncio.CancelledError:
                    pass
            raise
        finally:
            self.running = False

    def interrupt(self):
        if self.running:
            self.flag = True
