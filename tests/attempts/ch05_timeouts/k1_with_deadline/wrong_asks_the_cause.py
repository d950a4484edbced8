"""Guesses whose timeout it was from the error, and another timeout makes the same one.

Caught by: test_a_timeout_inside_the_work_comes_out
"""

import asyncio


async def with_deadline(coro, seconds, default):
    try:
        async with asyncio.timeout(seconds):
            return await coro
    except TimeoutError as error:
        if isinstance(error.__cause__, asyncio.CancelledError):
            return default
        raise
