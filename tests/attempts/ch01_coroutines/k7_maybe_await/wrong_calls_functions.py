"""Calls what can be called.

Caught by: test_all_else_is_a_plain_value
"""

import inspect


async def maybe_await(value):
    if callable(value):
        value = value()
    if inspect.isawaitable(value):
        value = await value
    return value
