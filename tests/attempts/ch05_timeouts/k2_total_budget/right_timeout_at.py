"""The same deadline for each step."""

import asyncio


async def total_budget(steps, budget):
    deadline = asyncio.get_running_loop().time() + budget
    results = []
    for step in steps:
        async with asyncio.timeout_at(deadline):
            results.append(await step())
    return results
