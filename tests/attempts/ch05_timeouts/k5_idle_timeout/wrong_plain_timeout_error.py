"""Lets the TimeoutError out, and what came is lost.

Caught by: test_silence_ends_it
"""

import asyncio


async def idle_timeout(messages, idle):
    got = []
    while True:
        try:
            got.append(await asyncio.wait_for(anext(messages), idle))
        except StopAsyncIteration:
            return got
