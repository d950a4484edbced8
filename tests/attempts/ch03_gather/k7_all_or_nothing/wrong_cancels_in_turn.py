"""Cancels one, waits for its end, and cancels the next one then.

Caught by: test_the_others_have_cleaned_up
"""

import asyncio


async def all_or_nothing(coros):
    tasks = [asyncio.create_task(c) for c in coros]
    try:
        return list(await asyncio.gather(*tasks))
    except BaseException:
        for t in tasks:
            t.cancel()
            await asyncio.gather(t, return_exceptions=True)
        raise
