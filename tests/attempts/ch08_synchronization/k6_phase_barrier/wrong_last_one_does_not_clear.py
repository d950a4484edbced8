"""Those who waited close the door; the last one comes back before, and goes through.

Caught by: test_any_order_of_ready_tasks
"""

import asyncio


async def run_phases(workers, phases):
    arrived = 0
    door = asyncio.Event()

    async def run(worker):
        nonlocal arrived
        for phase in range(phases):
            await worker(phase)
            arrived += 1
            if arrived == len(workers):
                arrived = 0
                door.set()
            else:
                await door.wait()
                door.clear()

    try:
        async with asyncio.TaskGroup() as group:
            for worker in workers:
                group.create_task(run(worker))
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
