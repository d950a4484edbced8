"""Each worker goes through its phases by itself.

Caught by: test_nobody_runs_ahead
"""

import asyncio


async def run_phases(workers, phases):
    async def run(worker):
        for phase in range(phases):
            await worker(phase)

    async with asyncio.TaskGroup() as group:
        for worker in workers:
            group.create_task(run(worker))
