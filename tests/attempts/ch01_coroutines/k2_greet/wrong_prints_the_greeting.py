"""Prints the greeting, and returns nothing.

Caught by: test_it_greets_by_name
"""

import asyncio


async def greet(name, delay):
    await asyncio.sleep(delay)
    print(f"Hello, {name}!")
