"""Waits two seconds, whatever the delay.

Caught by: test_no_delay_is_allowed
"""

import asyncio


async def greet(name, delay):
    await asyncio.sleep(2)
    return f"Hello, {name}!"
