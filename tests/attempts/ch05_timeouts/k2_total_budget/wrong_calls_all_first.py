"""Calls all steps first: the coroutines of the later ones are never awaited.

Caught by: test_no_step_begins_after_a_failure
"""

import asyncio


async def total_budget(steps, budget):
    coros = [step() for step in steps]
    async with asyncio.timeout(budget):
        return [await coro for coro in coros]
