"""A cancelled gather has cancelled all: the second time cuts their cleaning up.

Caught by: test_a_cancellation_reaches_all
"""

import asyncio


async def run_phases(workers, phases):
    if not workers or not phases:
        return
    barrier = asyncio.Barrier(len(workers))

    async def run(worker):
        try:
            for k in range(phases):
                await worker(k)
                await barrier.wait()
        except Exception:
            await barrier.abort()
            raise

    tasks = [asyncio.create_task(run(worker)) for worker in workers]
    try:
        await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
