"""A worker that fails leaves the barrier, and the others go on without it.

Caught by: test_a_failure_ends_all_at_once
"""

import asyncio


async def run_phases(workers, phases):
    if not workers:
        return
    barrier = asyncio.Barrier(len(workers))
    failures = []

    async def run(worker):
        for phase in range(phases):
            try:
                await worker(phase)
            except Exception as error:
                failures.append(error)
            await barrier.wait()

    async with asyncio.TaskGroup() as group:
        for worker in workers:
            group.create_task(run(worker))
    if failures:
        raise failures[0]
