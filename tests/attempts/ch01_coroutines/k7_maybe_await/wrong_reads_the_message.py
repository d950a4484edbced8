"""Knows its own TypeError by its message.

Caught by: test_a_bad_await_inside_comes_through
"""


async def maybe_await(value):
    try:
        return await value
    except TypeError as error:
        if "await" in str(error):
            return value
        raise
