"""A condition, with a number that says which round it is."""

import asyncio


async def run_phases(workers, phases):
    condition = asyncio.Condition()
    here = 0
    round_number = 0

    async def meet():
        nonlocal here, round_number
        async with condition:
            mine = round_number
            here += 1
            if here == len(workers):
                here = 0
                round_number += 1
                condition.notify_all()
            else:
                await condition.wait_for(lambda: round_number != mine)

    async def run(worker):
        for phase in range(phases):
            await worker(phase)
            await meet()

    async with asyncio.TaskGroup() as group:
        for worker in workers:
            group.create_task(run(worker))
