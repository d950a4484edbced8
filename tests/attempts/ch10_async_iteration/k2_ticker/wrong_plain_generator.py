"""A plain generator of coroutines.

Caught by: test_ticks_are_numbered
"""

import asyncio


def ticker(interval, count):
    for number in range(count):
        yield asyncio.sleep(interval, number)
