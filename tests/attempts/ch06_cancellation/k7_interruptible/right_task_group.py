"""A task group holds the operation, whose error is kept out of the group."""

import asyncio


class Interruptible:
    def __init__(self):
        self.inner = None
        self.flag = False

    async def run(self, coro):
        async def kept():
            try:
                return await coro, None
            except Exception as error:
                return None, error

        self.flag = False
        try:
            async with asyncio.TaskGroup() as group:
                self.inner = inner = group.create_task(kept())
        finally:
            self.inner = None
        result, error = (
            (None, None) if self.flag and inner.cancelled() else inner.result()
        )
        if self.flag:
            raise Interrupted from error
        if error:
            raise error
        return result

    def interrupt(self):
        if self.inner and not self.flag:
            self.flag = True
            self.inner.cancel()
