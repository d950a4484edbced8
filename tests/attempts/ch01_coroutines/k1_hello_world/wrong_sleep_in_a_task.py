"""Starts the sleep as a task, and does not wait for it.

Caught by: test_a_second_passes_between_the_words
"""

import asyncio


async def hello_world():
    print("Hello,")
    asyncio.create_task(asyncio.sleep(1))
    print("World!")
