"""A task group with names."""

import asyncio


async def named_results(jobs):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(job, name=name) for name, job in jobs.items()]
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return dict(zip(jobs, [task.result() for task in tasks]))
