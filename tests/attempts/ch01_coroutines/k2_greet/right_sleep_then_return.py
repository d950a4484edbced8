"""Awaits the sleep, then returns the greeting."""

import asyncio


async def greet(name, delay):
    await asyncio.sleep(delay)
    return "Hello, " + name + "!"
