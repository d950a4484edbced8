"""Moves the deadline after each step.

Caught by: test_the_budget_is_for_all_steps_together
"""

import asyncio


async def total_budget(steps, budget):
    results = []
    async with asyncio.timeout(budget) as limit:
        for step in steps:
            results.append(await step())
            limit.reschedule(asyncio.get_running_loop().time() + budget)
    return results
