"""Catches everything, its own cancellation too.

Caught by: test_a_cancellation_reaches_all_of_them
"""

import asyncio


def leaves_of(e):
    if isinstance(e, BaseExceptionGroup):
        return [leaf for x in e.exceptions for leaf in leaves_of(x)]
    return [e]


async def sort_errors(coros):
    errors = []
    try:
        async with asyncio.TaskGroup() as tg:
            for coro in coros:
                tg.create_task(coro)
    except BaseException as e:
        errors = leaves_of(e)
    values = [e for e in errors if isinstance(e, ValueError)]
    oses = [e for e in errors if isinstance(e, OSError)]
    if type(errors) is list and len(errors) > len(values) + len(oses):
        others = [e for e in errors if e not in values and e not in oses]
        raise BaseExceptionGroup("others", others)
    return Counts(len(values), len(oses))
