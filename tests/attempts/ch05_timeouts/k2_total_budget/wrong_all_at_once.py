"""Runs the steps at the same time.

Caught by: test_one_step_after_another
"""

import asyncio


async def total_budget(steps, budget):
    async with asyncio.timeout(budget):
        return await asyncio.gather(*(step() for step in steps))
