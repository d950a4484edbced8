"""Raises what is returned, where that is an exception.

Caught by: test_an_exception_may_be_a_result
"""

import asyncio
import inspect


async def maybe_await(value):
    if not inspect.isawaitable(value):
        return value
    (result,) = await asyncio.gather(value, return_exceptions=True)
    if isinstance(result, BaseException):
        raise result
    return result
