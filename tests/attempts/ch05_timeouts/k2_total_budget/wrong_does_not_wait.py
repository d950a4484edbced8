"""Cancels the step, and raises before it has ended.

Caught by: test_the_step_has_cleaned_up
"""

import asyncio


async def total_budget(steps, budget):
    loop = asyncio.get_running_loop()
    end = loop.time() + budget
    results = []
    for step in steps:
        task = asyncio.create_task(step())
        try:
            await asyncio.wait([task], timeout=max(end - loop.time(), 0))
        except asyncio.CancelledError:
            task.cancel()
            await asyncio.wait([task])
            raise
        if not task.done():
            task.cancel()
            raise TimeoutError
        results.append(task.result())
    return results
