"""A task group for each phase."""

import asyncio


async def run_phases(workers, phases):
    for phase in range(phases):
        async with asyncio.TaskGroup() as group:
            for worker in workers:
                group.create_task(worker(phase))
