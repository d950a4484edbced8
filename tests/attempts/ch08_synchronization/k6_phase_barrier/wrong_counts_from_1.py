"""Phases from 1 on.

Caught by: test_each_worker_is_called_once_in_each_phase
"""

import asyncio


async def run_phases(workers, phases):
    if not workers:
        return
    barrier = asyncio.Barrier(len(workers))

    async def run(worker):
        for phase in range(1, phases + 1):
            await worker(phase)
            await barrier.wait()

    try:
        async with asyncio.TaskGroup() as group:
            for worker in workers:
                group.create_task(run(worker))
    except BaseExceptionGroup as group_of_errors:
        raise group_of_errors.exceptions[0] from None
