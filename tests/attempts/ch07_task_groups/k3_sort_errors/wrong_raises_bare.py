"""Takes another error out of its group when it raises it.

Caught by: test_the_others_come_out_in_a_group
"""

import asyncio


def leaves_of(e):
    if isinstance(e, BaseExceptionGroup):
        return [leaf for x in e.exceptions for leaf in leaves_of(x)]
    return [e]


async def sort_errors(coros):
    values = oses = 0
    try:
        async with asyncio.TaskGroup() as tg:
            for coro in coros:
                tg.create_task(coro)
    except BaseExceptionGroup as eg:
        for e in leaves_of(eg):
            if isinstance(e, ValueError):
                values += 1
            elif isinstance(e, OSError):
                oses += 1
            else:
                raise e
    return Counts(values, oses)
