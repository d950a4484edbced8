"""Lets the sleep hand back the greeting."""

import asyncio


async def greet(name, delay):
    return await asyncio.sleep(delay, result=f"Hello, {name}!")
