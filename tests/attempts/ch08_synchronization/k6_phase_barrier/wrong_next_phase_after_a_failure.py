"""Does all phases, and raises the first failure at the end.

Caught by: test_a_failure_ends_the_others
"""

import asyncio


async def run_phases(workers, phases):
    first = None
    for phase in range(phases):
        try:
            async with asyncio.TaskGroup() as group:
                for worker in workers:
                    group.create_task(worker(phase))
        except* OSError as errors:
            first = first or errors
    if first:
        raise first
