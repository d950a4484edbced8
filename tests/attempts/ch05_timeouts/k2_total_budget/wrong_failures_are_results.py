"""Goes on when a step fails.

Caught by: test_no_step_begins_after_a_failure
"""

import asyncio


async def total_budget(steps, budget):
    results = []
    async with asyncio.timeout(budget):
        for step in steps:
            try:
                results.append(await step())
            except Exception as e:
                results.append(e)
    return results
