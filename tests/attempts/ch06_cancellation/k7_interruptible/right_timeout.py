"""A time-out without an end, which interrupt moves to now."""

import asyncio


class Interruptible:
    def __init__(self):
        self.scope = None
        self.flag = False

    async def run(self, coro):
        self.flag = False
        try:
            async with asyncio.timeout(None) as self.scope:
                value = await coro
        except asyncio.CancelledError:
            raise
        except Exception as e:
            if self.flag:
                raise Interrupted from e
            raise
        finally:
            self.scope = None
        if self.flag:
            raise Interrupted
        return value

    def interrupt(self):
        if self.scope is not None and not self.flag:
            self.flag = True
            self.scope.reschedule(asyncio.get_running_loop().time())
