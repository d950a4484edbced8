"""Leaves the others running after a failure.

Caught by: test_a_failure_ends_the_others
"""

import asyncio


async def named_results(jobs):
    tasks = {n: asyncio.create_task(job, name=n) for n, job in jobs.items()}
    await asyncio.gather(*tasks.values())
    return {name: task.result() for name, task in tasks.items()}
