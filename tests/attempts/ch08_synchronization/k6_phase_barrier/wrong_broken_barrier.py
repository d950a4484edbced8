"""What comes out is that the barrier is broken.

Caught by: test_a_failure_comes_out
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
            except Exception:
                await barrier.abort()
            await barrier.wait()

    async with asyncio.TaskGroup() as group:
        for worker in workers:
            group.create_task(run(worker))
