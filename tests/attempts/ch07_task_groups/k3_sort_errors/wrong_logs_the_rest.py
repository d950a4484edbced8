"""A last clause prints the other errors instead of letting them go on.

Caught by: test_other_errors_are_raised
"""

import asyncio


def size(e):
    return sum(map(size, e.exceptions)) if isinstance(e, BaseExceptionGroup) else 1


async def sort_errors(coros):
    values = oses = 0
    try:
        async with asyncio.TaskGroup() as tg:
            for coro in coros:
                tg.create_task(coro)
    except* ValueError as eg:
        values = size(eg)
    except* OSError as eg:
        oses = size(eg)
    except* Exception as eg:
        print("unexpected:", eg.exceptions)
    return Counts(values, oses)
