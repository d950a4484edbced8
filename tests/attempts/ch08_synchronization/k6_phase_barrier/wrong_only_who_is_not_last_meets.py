"""Meets between the phases, and forgets that a phase may be followed by none.

Caught by: test_a_failure_ends_all_at_once
"""

import asyncio


async def run_phases(workers, phases):
    if not workers:
        return
    barrier = asyncio.Barrier(len(workers) + 1)

    async def run(worker):
        for phase in range(phases):
            await worker(phase)
            await barrier.wait()

    tasks = [asyncio.create_task(run(worker)) for worker in workers]
    for _ in range(phases):
        await barrier.wait()
    await asyncio.gather(*tasks)
