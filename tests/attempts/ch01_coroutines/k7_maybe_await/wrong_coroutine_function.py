"""Asks whether the value is a coroutine function.

Caught by: test_a_coroutine_is_awaited
"""

import inspect


async def maybe_await(value):
    if inspect.iscoroutinefunction(value):
        return await value()
    return value
