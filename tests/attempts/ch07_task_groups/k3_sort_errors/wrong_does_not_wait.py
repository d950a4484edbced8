"""Cancels the others, and counts before they have ended.

Caught by: test_the_others_have_cleaned_up
"""

import asyncio


def size(e):
    return sum(map(size, e.exceptions)) if isinstance(e, BaseExceptionGroup) else 1


async def sort_errors(coros):
    tasks = [asyncio.create_task(c) for c in coros]
    if not tasks:
        return Counts(0, 0)
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        for t in tasks:
            t.cancel()
    await asyncio.sleep(0)
    errors = [
        t.exception() for t in tasks if t.done() and not t.cancelled() and t.exception()
    ]
    values = oses = 0
    if errors:
        try:
            raise BaseExceptionGroup("jobs", errors)
        except* ValueError as e:
            values = size(e)
        except* OSError as e:
            oses = size(e)
    return Counts(values, oses)
