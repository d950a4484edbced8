"""A task group, whose error is taken out of its group."""

import asyncio


async def fetch_dict(fetch, keys):
    tasks = {}
    try:
        async with asyncio.TaskGroup() as g:
            for k in keys:
                if k not in tasks:
                    tasks[k] = g.create_task(fetch(k))
    except BaseExceptionGroup as eg:
        raise eg.exceptions[0] from None
    return {k: t.result() for k, t in tasks.items()}
