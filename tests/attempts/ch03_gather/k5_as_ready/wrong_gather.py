"""Waits for all of them first.

Caught by: test_each_result_comes_when_it_is_there
"""

import asyncio


async def as_ready(coros, on_result):
    results = await asyncio.gather(*coros, return_exceptions=True)
    for result in results:
        if not isinstance(result, Exception):
            on_result(result)
    for result in results:
        if isinstance(result, Exception):
            raise result
