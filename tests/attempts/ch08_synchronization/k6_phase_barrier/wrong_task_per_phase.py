"""A task group for each phase: a worker has a new task each time.

Caught by: test_each_worker_has_a_task_of_its_own
"""

import asyncio


async def run_phases(workers, phases):
    for phase in range(phases):
        try:
            async with asyncio.TaskGroup() as tg:
                for worker in workers:
                    tg.create_task(worker(phase))
        except ExceptionGroup as group:
            raise group.exceptions[0] from None
