"""Gathers the one operation, with its end in the list."""

import asyncio


class Interruptible:
    def __init__(self):
        self.operations = []

    async def run(self, coro):
        operation = {"task": asyncio.create_task(coro), "interrupted": False}
        self.operations.append(operation)
        try:
            (end,) = await asyncio.gather(operation["task"], return_exceptions=True)
        finally:
            self.operations.remove(operation)
        failed = isinstance(end, BaseException)
        if operation["interrupted"]:
            raise Interrupted from (end if failed else None)
        if failed:
            raise end
        return end

    def interrupt(self):
        for operation in self.operations:
            if not operation["interrupted"]:
                operation["interrupted"] = True
                operation["task"].cancel()
