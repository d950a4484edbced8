"""A worker that has finished the last phase ends the whole.

Caught by: test_it_ends_with_the_last_phase
"""

import asyncio


async def run_phases(workers, phases):
    if not workers:
        return
    barrier = asyncio.Barrier(len(workers))

    async def run(worker):
        for phase in range(phases):
            if phase:
                await barrier.wait()
            await worker(phase)

    tasks = [asyncio.create_task(run(worker)) for worker in workers]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
