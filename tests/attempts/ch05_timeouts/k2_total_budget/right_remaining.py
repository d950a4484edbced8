"""Gives each step what is left."""

import asyncio


async def total_budget(steps, budget):
    loop = asyncio.get_running_loop()
    end = loop.time() + budget
    results = []
    for step in steps:
        results.append(await asyncio.wait_for(step(), end - loop.time()))
    return results
