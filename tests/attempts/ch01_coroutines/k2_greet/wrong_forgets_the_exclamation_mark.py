"""Leaves out the last character.

Caught by: test_it_greets_by_name
"""

import asyncio


async def greet(name, delay):
    await asyncio.sleep(delay)
    return f"Hello, {name}"
