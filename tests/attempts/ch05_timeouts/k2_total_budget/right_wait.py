"""A task that is watched, and cancelled by hand."""

import asyncio


async def total_budget(steps, budget):
    results = []

    async def run():
        for step in steps:
            results.append(await step())

    task = asyncio.create_task(run())
    try:
        await asyncio.wait([task], timeout=budget)
        if not task.done():
            raise TimeoutError
        task.result()
        return results
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
