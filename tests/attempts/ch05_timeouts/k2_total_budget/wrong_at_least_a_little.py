"""Gives each step a little time, also if nothing is left.

Caught by: test_a_budget_that_is_spent
"""

import asyncio


async def total_budget(steps, budget):
    loop = asyncio.get_running_loop()
    end = loop.time() + budget
    results = []
    for step in steps:
        left = max(end - loop.time(), 0.1)
        results.append(await asyncio.wait_for(step(), left))
    return results
