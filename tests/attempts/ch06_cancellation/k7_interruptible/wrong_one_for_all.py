"""Keeps the operation in the class, so all of them share it.

Caught by: test_each_interrupts_its_own
"""

import asyncio


class Interruptible:
    _task = None
    _flag = False

    def __init__(self):
        pass

    async def run(self, coro):
        before = asyncio.current_task().cancelling()
        Interruptible._flag = False
        task = Interruptible._task = asyncio.create_task(coro)
        try:
            result = await task
        except (Exception, asyncio.CancelledError) as e:
            if Interruptible._flag and asyncio.current_task().cancelling() == before:
                raise Interrupted from e
            raise
        finally:
            Interruptible._task = None
        if Interruptible._flag:
            raise Interrupted
        return result

    def interrupt(self):
        if Interruptible._task and not Interruptible._flag:
            Interruptible._flag = True
            Interruptible._task.cancel()
