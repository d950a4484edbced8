"""Waits for something that never comes, until a timeout ends it."""

import asyncio


async def greet(name, delay):
    try:
        await asyncio.wait_for(asyncio.Event().wait(), delay)
    except TimeoutError:
        pass
    return f"Hello, {name}!"
