"""Leaves out phase 0.

Caught by: test_all_do_all_phases
"""

import asyncio


async def run_phases(workers, phases):
    for phase in range(1, phases):
        async with asyncio.TaskGroup() as group:
            for worker in workers:
                group.create_task(worker(phase))
