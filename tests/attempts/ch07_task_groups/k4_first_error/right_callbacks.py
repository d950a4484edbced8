"""A callback of each task keeps the first exception, and cancels the others."""

import asyncio


async def first_error(coros):
    errors = []

    def ended(task):
        if not task.cancelled() and task.exception() is not None:
            errors.append(task.exception())
            for other in tasks:
                other.cancel()

    tasks = [asyncio.create_task(coro) for coro in coros]
    for task in tasks:
        task.add_done_callback(ended)
    results = await asyncio.gather(*tasks, return_exceptions=True)
    if errors:
        raise errors[0]
    return results
