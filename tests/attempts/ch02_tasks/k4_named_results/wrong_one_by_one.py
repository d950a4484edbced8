"""Makes a task and awaits it, one after another.

Caught by: test_the_jobs_run_together
"""

import asyncio


async def named_results(jobs):
    found = {}
    for name, job in jobs.items():
        found[name] = await asyncio.create_task(job, name=name)
    return found
