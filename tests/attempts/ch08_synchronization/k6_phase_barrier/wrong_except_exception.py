"""A cancellation is no Exception: it ends at once, and the workers clean up later.

Caught by: test_a_cancellation_reaches_all
"""

import asyncio


async def run_phases(workers, phases):
    if not workers:
        return
    barrier = asyncio.Barrier(len(workers))

    async def run(worker):
        for phase in range(phases):
            await worker(phase)
            await barrier.wait()

    tasks = [asyncio.create_task(run(worker)) for worker in workers]
    try:
        await asyncio.gather(*tasks)
    except Exception:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
