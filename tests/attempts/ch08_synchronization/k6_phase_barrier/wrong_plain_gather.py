"""gather raises the error, and the others wait for ever.

Caught by: test_a_failure_ends_all_at_once
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

    await asyncio.gather(*(run(worker) for worker in workers))
