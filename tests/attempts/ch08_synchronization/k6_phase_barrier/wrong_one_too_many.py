"""The barrier also waits for the caller, who never comes.

Caught by: test_all_do_all_phases
"""

import asyncio


async def run_phases(workers, phases):
    barrier = asyncio.Barrier(len(workers) + 1)

    async def run(worker):
        for phase in range(phases):
            await worker(phase)
            await barrier.wait()

    async with asyncio.TaskGroup() as group:
        for worker in workers:
            group.create_task(run(worker))
