"""Cancels all at each failure, so those that clean up are cancelled again.

Caught by: test_who_cleans_up_is_left_alone
"""

import asyncio


async def sort_errors(coros):
    tasks = [asyncio.create_task(coro) for coro in coros]

    def look(task):
        if not task.cancelled() and task.exception():
            for t in tasks:
                t.cancel()

    for task in tasks:
        task.add_done_callback(look)
    try:
        if tasks:
            await asyncio.wait(tasks)
    except asyncio.CancelledError:
        for t in tasks:
            t.cancel()
        await asyncio.wait(tasks)
        raise
    errors = [t.exception() for t in tasks if not t.cancelled() and t.exception()]
    v = o = 0
    if errors:
        try:
            raise BaseExceptionGroup("jobs", errors)
        except* ValueError as eg:
            v = len(leaves_of(eg))
        except* OSError as eg:
            o = len(leaves_of(eg))
    return Counts(v, o)


def leaves_of(e):
    if isinstance(e, BaseExceptionGroup):
        return [leaf for x in e.exceptions for leaf in leaves_of(x)]
    return [e]
