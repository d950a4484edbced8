"""A task group of coroutines that write down their results, in a timeout."""

import asyncio


async def collect_within(coros, seconds):
    found = {}

    async def record(number, coro):
        try:
            found[number] = await coro
        except Exception:
            pass

    try:
        async with asyncio.timeout(seconds), asyncio.TaskGroup() as group:
            for number, coro in enumerate(coros):
                group.create_task(record(number, coro))
    except TimeoutError:
        pass
    return [found[number] for number in sorted(found)]
