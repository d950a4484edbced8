"""A barrier for all but one: the last of them is not waited for.

Caught by: test_nobody_begins_before_all_have_finished
"""

import asyncio


async def run_phases(workers, phases):
    if not workers:
        return
    barrier = asyncio.Barrier(max(len(workers) - 1, 1))

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
