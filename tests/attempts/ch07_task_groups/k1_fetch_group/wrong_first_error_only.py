"""A group of one: what failed while it cleaned up is lost.

Caught by: test_a_failure_while_cleaning_up_is_told_too
"""

import asyncio


async def fetch_group(fetch, ids):
    tasks = [asyncio.create_task(fetch(id)) for id in ids]
    try:
        return list(await asyncio.gather(*tasks))
    except Exception as error:
        first = error
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    raise ExceptionGroup("fetch", [first])
