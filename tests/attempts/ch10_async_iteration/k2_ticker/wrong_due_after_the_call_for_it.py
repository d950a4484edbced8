"""Counts each tick from the moment at which it is asked for, and never waits twice.

Caught by: test_the_work_of_its_user_does_not_move_the_timetable
"""

import asyncio


class ticker:
    def __init__(self, interval, count):
        self.interval = interval
        self.numbers = iter(range(count))

    def __aiter__(self):
        return self

    async def __anext__(self):
        for number in self.numbers:
            loop = asyncio.get_running_loop()
            due = loop.time() + self.interval
            await asyncio.sleep(due - loop.time())
            return number
        raise StopAsyncIteration
