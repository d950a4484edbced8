"""Sleeps for an interval between two numbers.

Caught by: test_the_consumer_costs_no_time
"""

import asyncio


async def ticker(interval, count):
    for number in range(count):
        await asyncio.sleep(interval)
        yield number
