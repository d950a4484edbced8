"""Waits until the counter is 0; a quick one has raised it again by then.

Caught by: test_any_order_of_ready_tasks
"""

import asyncio


async def run_phases(workers, phases):
    arrived = 0
    changed = asyncio.Condition()

    async def meet():
        nonlocal arrived
        async with changed:
            arrived += 1
            if arrived == len(workers):
                arrived = 0
                changed.notify_all()
            else:
                await changed.wait_for(lambda: arrived == 0)

    async def run(worker):
        for phase in range(phases):
            await worker(phase)
            await meet()

    try:
        async with asyncio.TaskGroup() as group:
            for worker in workers:
                group.create_task(run(worker))
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
