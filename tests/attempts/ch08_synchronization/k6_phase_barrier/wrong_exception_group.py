"""The error comes out in the group of the TaskGroup.

Caught by: test_the_error_itself_is_raised
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

    async with asyncio.TaskGroup() as group:
        for worker in workers:
            group.create_task(run(worker))
