"""Keeps the tasks by worker: the same function twice is one.

Caught by: test_a_function_may_stand_twice
"""

import asyncio


async def run_phases(workers, phases):
    crew = set(workers)
    if not crew:
        return
    barrier = asyncio.Barrier(len(crew))

    async def run(worker):
        for phase in range(phases):
            await worker(phase)
            await barrier.wait()

    try:
        async with asyncio.TaskGroup() as group:
            for worker in crew:
                group.create_task(run(worker))
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
