"""A task group of small tasks, each of which cancels one and waits for it."""

import asyncio


async def cancel_all(tasks):
    me = asyncio.current_task()
    errors = []

    async def end(t):
        await asyncio.wait([t])
        if not t.cancelled() and t.exception():
            errors.append(t.exception())

    async with asyncio.TaskGroup() as group:
        for t in tasks:
            if t is not me:
                t.cancel()
                group.create_task(end(t))
    return errors
