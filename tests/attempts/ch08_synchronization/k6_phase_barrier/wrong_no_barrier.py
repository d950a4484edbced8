"""Each worker runs through all its phases.

Caught by: test_nobody_begins_before_all_have_finished
"""

import asyncio


async def run_phases(workers, phases):
    async def run(worker):
        for phase in range(phases):
            await worker(phase)

    try:
        async with asyncio.TaskGroup() as tg:
            for worker in workers:
                tg.create_task(run(worker))
    except ExceptionGroup as group:
        raise group.exceptions[0] from None
