"""Starts a fresh time-out for each step.

Caught by: test_the_budget_is_for_all_steps_together
"""

import asyncio


async def total_budget(steps, budget):
    results = []
    for step in steps:
        result = await asyncio.wait_for(step(), budget)
        results.append(result)
    return results
