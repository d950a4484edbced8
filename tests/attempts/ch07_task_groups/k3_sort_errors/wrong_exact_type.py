"""Compares types, so what inherits is another error.

Caught by: test_errors_that_inherit_count
"""

import asyncio
from collections import Counter


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
    kinds = Counter(type(e) for e in errors)
    others = [e for e in errors if type(e) not in (ValueError, OSError)]
    if others:
        raise BaseExceptionGroup("others", others)
    return Counts(kinds[ValueError], kinds[OSError])
