"""Returns a coroutine from a coroutine: awaiting it once is not enough.

Caught by: test_it_greets_by_name
"""

import asyncio


async def greet(name, delay):
    return asyncio.sleep(delay, f"Hello, {name}!")
