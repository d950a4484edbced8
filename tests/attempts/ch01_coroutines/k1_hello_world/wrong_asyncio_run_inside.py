"""Starts a second event loop inside the first.

Caught by: test_it_prints_two_lines
"""

import asyncio


async def hello_world():
    print("Hello,")
    asyncio.run(asyncio.sleep(1))
    print("World!")
