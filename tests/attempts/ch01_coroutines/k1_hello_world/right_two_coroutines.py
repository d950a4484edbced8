"""Leaves each half to a coroutine of its own."""

import asyncio
import sys


async def say(word, delay):
    await asyncio.sleep(delay)
    sys.stdout.write(f"{word}\n")


async def hello_world():
    await say("Hello,", 0)
    await say("World!", 1)
