"""Looks for the types among the tasks only; a group of a job is another error.

Caught by: test_errors_in_groups_count
"""

import asyncio


async def sort_errors(coros):
    values = oses = 0
    others = []
    tasks = []
    try:
        async with asyncio.TaskGroup() as tg:
            tasks += [tg.create_task(coro) for coro in coros]
    except BaseExceptionGroup:
        for task in tasks:
            if task.cancelled() or task.exception() is None:
                continue
            match task.exception():
                case ValueError():
                    values += 1
                case OSError():
                    oses += 1
                case other:
                    others.append(other)
        if others:
            raise BaseExceptionGroup("others", others)
    return Counts(values, oses)
