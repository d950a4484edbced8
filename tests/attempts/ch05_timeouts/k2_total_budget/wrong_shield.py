"""Shields the steps, so that none is left half done.

Caught by: test_a_step_that_hangs_is_cancelled
"""

import asyncio


async def total_budget(steps, budget):
    async with asyncio.timeout(budget):
        return [await asyncio.shield(step()) for step in steps]
