"""Catches ExceptionGroup, so a group with a CancelledError goes through as it is.

Caught by: test_what_is_no_exception_is_raised_too
"""

import asyncio


def size(e):
    return sum(map(size, e.exceptions)) if isinstance(e, BaseExceptionGroup) else 1


async def sort_errors(coros):
    values = oses = None
    try:
        async with asyncio.TaskGroup() as tg:
            for coro in coros:
                tg.create_task(coro)
    except ExceptionGroup as eg:
        values, rest = eg.split(ValueError)
        if rest:
            oses, rest = rest.split(OSError)
        if rest:
            raise rest
    return Counts(size(values) if values else 0, size(oses) if oses else 0)
