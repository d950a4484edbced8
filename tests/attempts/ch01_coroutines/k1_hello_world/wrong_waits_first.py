"""Waits before the first word.

Caught by: test_a_second_passes_between_the_words
"""

import asyncio


async def hello_world():
    await asyncio.sleep(1)
    print("Hello,")
    print("World!")
