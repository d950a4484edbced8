"""Looks at the counter every tenth of a second.

Caught by: test_a_barrier_is_used_again
"""

import asyncio


async def run_phases(workers, phases):
    finished = 0

    async def run(worker):
        nonlocal finished
        for phase in range(phases):
            await worker(phase)
            finished += 1
            while finished < (phase + 1) * len(workers):
                await asyncio.sleep(0.1)

    try:
        async with asyncio.TaskGroup() as group:
            for worker in workers:
                group.create_task(run(worker))
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
