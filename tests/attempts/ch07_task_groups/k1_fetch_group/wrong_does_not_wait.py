"""Cancels the others, and raises before they have ended.

Caught by: test_the_others_have_cleaned_up
"""

import asyncio


async def fetch_group(fetch, ids):
    tasks = [asyncio.create_task(fetch(id)) for id in ids]
    try:
        return await asyncio.gather(*tasks)
    except Exception as error:
        for task in tasks:
            task.cancel()
        raise ExceptionGroup("fetch", [error])
    except asyncio.CancelledError:
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
