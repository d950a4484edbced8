"""Takes a budget of 0 for no limit.

Caught by: test_a_budget_that_is_spent
"""

import asyncio


async def total_budget(steps, budget):
    async with asyncio.timeout(budget or None):
        return [await step() for step in steps]
