"""Tries, and takes every TypeError for a plain value.

Caught by: test_a_type_error_from_inside_comes_through
"""


async def maybe_await(value):
    try:
        return await value
    except TypeError:
        return value
