"""Counts in the predicate of split."""

import asyncio


async def sort_errors(coros):
    counts = {ValueError: 0, OSError: 0}

    def is_known(e):
        for kind in counts:
            if isinstance(e, kind):
                counts[kind] += 1
                return True
        return False

    try:
        async with asyncio.TaskGroup() as tg:
            for coro in coros:
                tg.create_task(coro)
    except BaseExceptionGroup as group:
        _, rest = group.split(is_known)
        if rest:
            raise rest from None
    return Counts(*counts.values())
