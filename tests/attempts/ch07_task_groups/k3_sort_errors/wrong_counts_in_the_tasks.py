"""Counts around each coroutine: then no failure reaches the group.

Caught by: test_the_others_are_cancelled
"""

import asyncio


def size(e):
    return sum(map(size, e.exceptions)) if isinstance(e, BaseExceptionGroup) else 1


async def sort_errors(coros):
    values = oses = 0

    async def watched(coro):
        nonlocal values, oses
        try:
            await coro
        except* ValueError as e:
            values += size(e)
        except* OSError as e:
            oses += size(e)

    async with asyncio.TaskGroup() as tg:
        for coro in coros:
            tg.create_task(watched(coro))
    return Counts(values, oses)
