"""Makes the sleep, and does not await it.

Caught by: test_a_second_passes_between_the_words
"""

import asyncio


async def hello_world():
    print("Hello,")
    asyncio.sleep(1)
    print("World!")
