"""All meet before each phase, and the group waits for the last one."""

import asyncio


async def run_phases(workers, phases):
    if not workers:
        return
    barrier = asyncio.Barrier(len(workers))
    errors = []

    async def run(worker):
        for phase in range(phases):
            async with barrier:
                pass
            try:
                await worker(phase)
            except Exception as error:
                errors.append(error)
                raise

    try:
        async with asyncio.TaskGroup() as group:
            for worker in workers:
                group.create_task(run(worker))
    except ExceptionGroup:
        raise errors[0] from None
