"""The block's exception ends in the lock.

Caught by: test_an_exception_gives_it_back
"""

import asyncio


class Side:
    def __init__(self, enter, leave):
        self.enter = enter
        self.leave = leave

    async def __aenter__(self):
        await self.enter()

    async def __aexit__(self, *exc):
        await self.leave()
        return True


class RWLock:
    def __init__(self):
        self.cond = asyncio.Condition()
        self.state = 0
        self.waiting = 0

    async def enter_reader(self):
        async with self.cond:
            await self.cond.wait_for(lambda: self.state >= 0 and not self.waiting)
            self.state += 1

    async def enter_writer(self):
        async with self.cond:
            self.waiting += 1
            try:
                await self.cond.wait_for(lambda: self.state == 0)
                self.state = -1
            finally:
                self.waiting -= 1
                self.cond.notify_all()

    async def leave_reader(self):
        async with self.cond:
            self.state -= 1
            self.cond.notify_all()

    async def leave_writer(self):
        async with self.cond:
            self.state = 0
            self.cond.notify_all()

    def reader(self):
        return Side(self.enter_reader, self.leave_reader)

    def writer(self):
        return Side(self.enter_writer, self.leave_writer)
