"""Names the tasks before their first step, and gathers them."""

import asyncio


async def named_results(jobs):
    tasks = {name: asyncio.ensure_future(job) for name, job in jobs.items()}
    for name, task in tasks.items():
        task.set_name(name)
    try:
        await asyncio.gather(*tasks.values())
    finally:
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
    return {name: task.result() for name, task in tasks.items()}
