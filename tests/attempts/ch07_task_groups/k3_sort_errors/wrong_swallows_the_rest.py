"""Drops every other error.

Caught by: test_other_errors_are_raised
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
    except BaseExceptionGroup as eg:
        errors = leaves_of(eg)
    return Counts(
        sum(isinstance(e, ValueError) for e in errors),
        sum(isinstance(e, OSError) for e in errors),
    )
