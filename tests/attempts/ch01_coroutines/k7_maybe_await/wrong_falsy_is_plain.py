"""Takes an awaitable that is empty for a plain value.

Caught by: test_an_object_may_be_awaitable_and_empty
"""

import inspect


async def maybe_await(value):
    if value and inspect.isawaitable(value):
        return await value
    return value
