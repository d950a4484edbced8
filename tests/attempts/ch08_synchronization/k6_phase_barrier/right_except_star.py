"""An exception raised in an except* comes out as it is, if it is the only one."""

import asyncio


async def run_phases(workers, phases):
    if not workers:
        return
    barrier = asyncio.Barrier(len(workers))

    async def run(worker):
        for phase in range(phases):
            await worker(phase)
            await barrier.wait()

    try:
        async with asyncio.TaskGroup() as group:
            for worker in workers:
                group.create_task(run(worker))
    except* Exception as errors:
        raise errors.exceptions[0] from None
