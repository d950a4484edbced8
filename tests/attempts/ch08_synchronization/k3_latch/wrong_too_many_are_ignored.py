"""A report too many is no error.

Caught by: test_a_report_too_many_is_an_error
"""

import asyncio


class Latch:
    def __init__(self, count):
        self.left = count
        self.done = asyncio.Event()
        if count == 0:
            self.done.set()

    def count_down(self):
        self.left -= 1
        if self.left == 0:
            self.done.set()

    async def wait(self):
        await self.done.wait()
