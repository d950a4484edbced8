"""Awaits everything.

Caught by: test_a_plain_value_is_returned
"""


async def maybe_await(value):
    return await value
