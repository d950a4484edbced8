"""Divides the budget among the steps.

Caught by: test_a_quick_step_leaves_its_time_to_the_others
"""

import asyncio


async def total_budget(steps, budget):
    if not steps:
        return []
    share = budget / len(steps)
    return [await asyncio.wait_for(step(), share) for step in steps]
