"""Returns what came, as if the source had ended.

Caught by: test_silence_ends_it
"""

import asyncio


async def idle_timeout(messages, idle):
    got = []
    while True:
        try:
            got.append(await asyncio.wait_for(anext(messages), idle))
        except (StopAsyncIteration, TimeoutError):
            return got
