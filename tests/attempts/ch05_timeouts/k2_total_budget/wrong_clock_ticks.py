"""Looks at a watch that ticks once a second.

Caught by: test_any_steps_and_any_budget
"""

import asyncio


async def total_budget(steps, budget):
    async def run():
        return [await step() for step in steps]

    task = asyncio.create_task(run())
    waited = 0
    try:
        while not task.done():
            if waited >= budget:
                raise TimeoutError
            await asyncio.wait([task], timeout=min(1, max(budget, 0)))
            waited += 1
        return task.result()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
