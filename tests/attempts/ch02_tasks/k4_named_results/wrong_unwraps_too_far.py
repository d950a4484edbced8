"""Opens each group that it meets, also that of a job.

Caught by: test_a_group_that_was_raised_stays_whole
"""

import asyncio


async def named_results(jobs):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = {n: group.create_task(job, name=n) for n, job in jobs.items()}
    except BaseExceptionGroup as errors:
        error = errors
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        raise error from None
    return {name: task.result() for name, task in tasks.items()}
