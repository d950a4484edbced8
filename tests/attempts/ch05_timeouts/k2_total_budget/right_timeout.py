"""One timeout around the whole loop."""

import asyncio


async def total_budget(steps, budget):
    results = []
    async with asyncio.timeout(budget):
        for step in steps:
            results.append(await step())
    return results
