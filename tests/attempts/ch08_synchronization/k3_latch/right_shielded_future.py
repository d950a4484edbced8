"""One future for all, behind a shield."""

import asyncio


class Latch:
    def __init__(self, count):
        self.left = count
        self.opened = None

    def count_down(self):
        if self.left == 0:
            raise ValueError("too many")
        self.left -= 1
        if self.left == 0 and self.opened:
            self.opened.set_result(None)

    async def wait(self):
        if self.left == 0:
            return
        if self.opened is None:
            self.opened = asyncio.get_running_loop().create_future()
        await asyncio.shield(self.opened)
