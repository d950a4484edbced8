"""Takes off what the step before took, and forgets those before it.

Caught by: test_the_budget_is_for_all_steps_together
"""

import asyncio


async def total_budget(steps, budget):
    loop = asyncio.get_running_loop()
    results, took = [], 0
    for step in steps:
        began = loop.time()
        async with asyncio.timeout(budget - took):
            results.append(await step())
        took = loop.time() - began
    return results
