"""Meets the others even after a failure: they go on without noticing.

Caught by: test_a_failure_ends_all_at_once
"""

import asyncio


async def run_phases(workers, phases):
    if not workers:
        return
    barrier = asyncio.Barrier(len(workers))

    async def run(worker):
        for phase in range(phases):
            try:
                await worker(phase)
            finally:
                await barrier.wait()

    tasks = [asyncio.create_task(run(worker)) for worker in workers]
    try:
        await asyncio.gather(*tasks)
    except BaseException:
        await barrier.abort()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
