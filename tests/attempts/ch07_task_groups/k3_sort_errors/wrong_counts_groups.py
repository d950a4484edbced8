"""One for each clause that runs.

Caught by: test_each_error_counts
"""

import asyncio


async def sort_errors(coros):
    values = oses = 0
    try:
        async with asyncio.TaskGroup() as tg:
            for coro in coros:
                tg.create_task(coro)
    except* ValueError:
        values += 1
    except* OSError:
        oses += 1
    return Counts(values, oses)
