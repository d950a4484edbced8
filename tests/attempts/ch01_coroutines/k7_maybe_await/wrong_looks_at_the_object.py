"""Looks for the method on the object, so a class looks awaitable too.

Caught by: test_all_else_is_a_plain_value
"""


async def maybe_await(value):
    if hasattr(value, "__await__"):
        return await value
    return value
