"""Returns the words instead of printing them.

Caught by: test_it_prints_two_lines
"""

import asyncio


async def hello_world():
    await asyncio.sleep(1)
    return "Hello,\nWorld!"
