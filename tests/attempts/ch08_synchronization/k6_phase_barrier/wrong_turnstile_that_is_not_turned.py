"""Holds a lock around the phase: one worker after the other.

Caught by: test_nobody_begins_before_all_have_finished
"""

import asyncio


async def run_phases(workers, phases):
    if not workers:
        return
    barrier = asyncio.Barrier(len(workers))
    lock = asyncio.Lock()

    async def run(worker):
        for phase in range(phases):
            async with lock:
                await worker(phase)
            await barrier.wait()

    try:
        async with asyncio.TaskGroup() as group:
            for worker in workers:
                group.create_task(run(worker))
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
