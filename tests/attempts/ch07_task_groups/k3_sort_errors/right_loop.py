"""Flattens, sorts, and makes a new group of the others."""

import asyncio


async def sort_errors(coros):
    values = oses = 0
    others = []
    group = None
    try:
        async with asyncio.TaskGroup() as tg:
            for coro in coros:
                tg.create_task(coro)
    except BaseExceptionGroup as caught:
        group = caught
    todo = [group] if group else []
    while todo:
        e = todo.pop()
        if isinstance(e, BaseExceptionGroup):
            todo += e.exceptions
        elif isinstance(e, ValueError):
            values += 1
        elif isinstance(e, OSError):
            oses += 1
        else:
            others.append(e)
    if others:
        raise BaseExceptionGroup("other errors", others)
    return Counts(values, oses)
