"""Takes the exception out of the group that came last.

Caught by: test_the_first_exception_comes_out
"""

import asyncio


async def named_results(jobs):
    results = {name: None for name in jobs}

    async def run(name, job):
        asyncio.current_task().set_name(f"{name}")
        results[name] = await job

    try:
        async with asyncio.TaskGroup() as group:
            for name, job in jobs.items():
                group.create_task(run(name, job))
    except BaseExceptionGroup as errors:
        raise errors.exceptions[-1] from None
    return results
