"""Knows coroutines and futures, and no object of somebody's own.

Caught by: test_an_object_with_await_is_awaited
"""

import asyncio


async def maybe_await(value):
    if asyncio.isfuture(value) or asyncio.iscoroutine(value):
        return await value
    return value
