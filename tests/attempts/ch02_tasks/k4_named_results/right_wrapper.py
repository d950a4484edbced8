"""A wrapper names the task in which it runs."""

import asyncio


async def named_results(jobs):
    async def run(name, job):
        asyncio.current_task().set_name(name)
        return await job

    tasks = [asyncio.create_task(run(n, j)) for n, j in jobs.items()]
    try:
        return dict(zip(jobs, await asyncio.gather(*tasks)))
    except BaseException:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
