"""Runs one after another.

Caught by: test_they_run_together
"""

import asyncio


def size(e):
    return sum(map(size, e.exceptions)) if isinstance(e, BaseExceptionGroup) else 1


async def sort_errors(coros):
    values = oses = 0
    try:
        async with asyncio.TaskGroup() as tg:
            for coro in coros:
                await tg.create_task(coro)
    except* ValueError as e:
        values = size(e)
    except* OSError as e:
        oses = size(e)
    return Counts(values, oses)
