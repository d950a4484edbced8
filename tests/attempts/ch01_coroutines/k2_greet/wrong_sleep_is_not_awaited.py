"""Makes the sleep, and does not await it.

Caught by: test_it_takes_the_delay
"""

import asyncio


async def greet(name, delay):
    asyncio.sleep(delay)
    return f"Hello, {name}!"
