"""Splits twice, and raises the rest."""

import asyncio


async def sort_errors(coros):
    def size(group):
        if group is None:
            return 0
        return sum(
            size(e) if isinstance(e, BaseExceptionGroup) else 1
            for e in group.exceptions
        )

    try:
        async with asyncio.TaskGroup() as tg:
            for coro in coros:
                tg.create_task(coro)
    except BaseExceptionGroup as group:
        value_errors, rest = group.split(ValueError)
        os_errors, rest = rest.split(OSError) if rest else (None, None)
        if rest is not None:
            raise rest
        return Counts(size(value_errors), size(os_errors))
    return Counts(0, 0)
