"""A helper task for each, that waits; helpers are cancelled at the end."""

import asyncio


async def stop_within(tasks, grace):
    tasks = list(tasks)
    for t in tasks:
        t.cancel()

    async def watch(t):
        await asyncio.wait([t])

    try:
        async with asyncio.timeout(grace), asyncio.TaskGroup() as group:
            for t in tasks:
                group.create_task(watch(t))
    except TimeoutError:
        pass
    return {t for t in tasks if not t.done()}
