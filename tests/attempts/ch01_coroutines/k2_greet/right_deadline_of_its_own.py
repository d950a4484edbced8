"""Keeps a deadline with the clock of the time module."""

import asyncio
import time


async def greet(name, delay):
    deadline = time.monotonic() + delay
    while (left := deadline - time.monotonic()) > 0:
        await asyncio.sleep(left)
    return f"Hello, {name}!"
