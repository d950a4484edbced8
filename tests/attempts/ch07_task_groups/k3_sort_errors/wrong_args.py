"""Counts the args of the group, which are its message and a list.

Caught by: test_an_error_counts
"""

import asyncio


async def sort_errors(coros):
    values = oses = 0
    try:
        async with asyncio.TaskGroup() as tg:
            for coro in coros:
                tg.create_task(coro)
    except* ValueError as e:
        values = len(e.args)
    except* OSError as e:
        oses = len(e.args)
    return Counts(values, oses)
