"""A barrier for nobody is a ValueError.

Caught by: test_without_workers
"""

import asyncio


async def run_phases(workers, phases):
    barrier = asyncio.Barrier(len(workers))

    async def run(worker):
        for phase in range(phases):
            await worker(phase)
            await barrier.wait()

    try:
        async with asyncio.TaskGroup() as group:
            for worker in workers:
                group.create_task(run(worker))
    except BaseExceptionGroup as group_of_errors:
        raise group_of_errors.exceptions[0] from None
