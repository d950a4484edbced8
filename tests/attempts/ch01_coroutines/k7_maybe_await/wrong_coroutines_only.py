"""Knows coroutines, and no other awaitable.

Caught by: test_a_task_is_awaited
"""

import asyncio


async def maybe_await(value):
    if asyncio.iscoroutine(value):
        return await value
    return value
