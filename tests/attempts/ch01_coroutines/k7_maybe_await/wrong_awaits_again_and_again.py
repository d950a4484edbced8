"""Awaits until nothing is left to await.

Caught by: test_the_result_is_not_awaited_again
"""

import inspect


async def maybe_await(value):
    while inspect.isawaitable(value):
        value = await value
    return value
