"""Returns a list.

Caught by: test_it_counts
"""

import asyncio


async def ticker(interval, count):
    numbers = []
    for number in range(count):
        await asyncio.sleep(interval)
        numbers.append(number)
    return numbers
