"""Prints both words on one line.

Caught by: test_it_prints_two_lines
"""

import asyncio


async def hello_world():
    print("Hello,", end=" ")
    await asyncio.sleep(1)
    print("World!")
