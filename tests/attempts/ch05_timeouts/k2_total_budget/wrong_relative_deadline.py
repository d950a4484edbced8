"""Takes the budget for a time of the loop's clock.

Caught by: test_the_budget_begins_with_the_call
"""

import asyncio


async def total_budget(steps, budget):
    async with asyncio.timeout_at(budget):
        return [await step() for step in steps]
