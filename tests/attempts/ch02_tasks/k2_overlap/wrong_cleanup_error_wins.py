"""Awaits the cancelled load, whose error takes the place of the first.

Caught by: test_the_failure_of_a_process_comes_out
"""

import asyncio
from contextlib import suppress


async def overlap(load_next, process, first):
    results = []
    chunk = first
    while chunk is not None:
        loading = asyncio.create_task(load_next())
        try:
            results.append(await process(chunk))
        except BaseException:
            loading.cancel()
            with suppress(asyncio.CancelledError):
                await loading
            raise
        chunk = await loading
    return results
