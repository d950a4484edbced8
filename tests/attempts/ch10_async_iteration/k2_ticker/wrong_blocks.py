"""Sleeps with time.sleep.

Caught by: test_each_tick_comes_when_it_is_due
"""

import time


async def ticker(interval, count):
    start = time.monotonic()
    for number in range(count):
        due = start + (number + 1) * interval
        time.sleep(max(0, due - time.monotonic()))
        yield number
