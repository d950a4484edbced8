"""Fills the dict in as the jobs end.

Caught by: test_the_results_keep_the_order
"""

import asyncio


async def named_results(jobs):
    found = {}

    async def run(name, job):
        found[name] = await job

    async with asyncio.TaskGroup() as group:
        for name, job in jobs.items():
            group.create_task(run(name, job), name=name)
    return found
