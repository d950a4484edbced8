"""Is an ordinary function, and returns something to await."""

import asyncio


def greet(name, delay):
    return asyncio.sleep(delay, f"Hello, {name}!")
