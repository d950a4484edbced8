"""Remembers the last exception instead of the first.

Caught by: test_the_first_of_several_failures_is_raised
"""

import asyncio


async def as_ready(coros, on_result):
    failure = None
    for ended in asyncio.as_completed(list(coros)):
        try:
            on_result(await ended)
        except Exception as error:
            failure = error
    if failure:
        raise failure
