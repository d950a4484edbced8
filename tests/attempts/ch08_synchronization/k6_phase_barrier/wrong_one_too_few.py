"""The barrier opens when all but one have come.

Caught by: test_nobody_runs_ahead
"""

import asyncio


async def run_phases(workers, phases):
    barrier = asyncio.Barrier(max(1, len(workers) - 1))

    async def run(worker):
        for phase in range(phases):
            await worker(phase)
            await barrier.wait()

    async with asyncio.TaskGroup() as group:
        for worker in workers:
            group.create_task(run(worker))
