"""Subtracts what each step took, and stops when nothing is left."""

import asyncio
import time


async def total_budget(steps, budget):
    results = []
    for step in steps:
        if budget <= 0:
            raise TimeoutError("no time left")
        start = time.monotonic()
        async with asyncio.timeout(budget):
            results.append(await step())
        budget -= time.monotonic() - start
    return results
