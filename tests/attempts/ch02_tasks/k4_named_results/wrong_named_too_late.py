"""Names the tasks when they have already begun.

Caught by: test_each_job_knows_its_name
"""

import asyncio


async def named_results(jobs):
    tasks = {}
    for name, job in jobs.items():
        tasks[name] = asyncio.create_task(job)
        await asyncio.sleep(0)
        tasks[name].set_name(name)
    try:
        await asyncio.gather(*tasks.values())
    finally:
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
    return {name: task.result() for name, task in tasks.items()}
