"""A timeout around a gather that keeps exceptions; then it reads the tasks."""

import asyncio


async def collect_within(coros, seconds):
    tasks = [asyncio.create_task(coro) for coro in coros]
    try:
        async with asyncio.timeout(seconds):
            await asyncio.gather(*tasks, return_exceptions=True)
    except TimeoutError:
        pass
    found = []
    for task in tasks:
        try:
            found.append(task.result())
        except (Exception, asyncio.CancelledError):
            continue
    return found
