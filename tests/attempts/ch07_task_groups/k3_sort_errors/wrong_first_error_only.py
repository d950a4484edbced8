"""Looks at the error that gather raises, and at no other.

Caught by: test_each_error_counts
"""

import asyncio


def size(e):
    return sum(map(size, e.exceptions)) if isinstance(e, BaseExceptionGroup) else 1


async def sort_errors(coros):
    tasks = [asyncio.create_task(c) for c in coros]
    values = oses = 0
    try:
        await asyncio.gather(*tasks)
    except* ValueError as e:
        values = size(e)
    except* OSError as e:
        oses = size(e)
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return Counts(values, oses)
