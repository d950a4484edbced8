"""Puts the loop into a coroutine, and wait_for around it."""

import asyncio


async def total_budget(steps, budget):
    async def run():
        return [await step() for step in steps]

    return await asyncio.wait_for(run(), timeout=budget)
