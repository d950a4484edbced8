"""All of them at the same time.

Caught by: test_all_jobs_are_handled
"""

import asyncio


async def process_with_retries(queue, handle, max_tries):
    dead = []

    async def one(job, tries=0):
        try:
            await handle(job)
        except Exception as error:
            if tries + 1 < max_tries:
                await one(job, tries + 1)
            else:
                dead.append((job, error))

    jobs = []
    while not queue.empty():
        jobs.append(queue.get_nowait())
    await asyncio.gather(*map(one, jobs))
    for _ in jobs:
        queue.task_done()
    return dead
