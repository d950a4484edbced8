"""Sleeps for one interval before each tick.

Caught by: test_the_work_of_its_user_does_not_move_the_timetable
"""

import asyncio


async def ticker(interval, count):
    for number in range(count):
        await asyncio.sleep(interval)
        yield number
