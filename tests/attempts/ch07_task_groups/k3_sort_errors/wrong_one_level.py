"""Counts what stands right below the group.

Caught by: test_errors_in_groups_count
"""

import asyncio


async def sort_errors(coros):
    values = oses = 0
    try:
        async with asyncio.TaskGroup() as tg:
            for coro in coros:
                tg.create_task(coro)
    except* ValueError as eg:
        values = len(eg.exceptions)
    except* OSError as eg:
        oses = len(eg.exceptions)
    return Counts(values, oses)
