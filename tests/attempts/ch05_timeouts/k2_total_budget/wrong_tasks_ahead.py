"""Starts the next step while the one before is at work.

Caught by: test_one_step_after_another
"""

import asyncio


async def total_budget(steps, budget):
    async with asyncio.timeout(budget), asyncio.TaskGroup() as group:
        tasks = [group.create_task(step()) for step in steps]
        return [await task for task in tasks]
