"""Does not pass its own cancellation on to the step.

Caught by: test_a_cancellation_reaches_the_step
"""

import asyncio


async def total_budget(steps, budget):
    loop = asyncio.get_running_loop()
    end = loop.time() + budget
    results = []
    for step in steps:
        task = asyncio.create_task(step())
        await asyncio.wait([task], timeout=end - loop.time())
        if not task.done():
            task.cancel()
            await asyncio.wait([task])
            raise TimeoutError
        results.append(task.result())
    return results
