"""Aborts the barrier, and raises the first error in the list.

Caught by: test_the_error_itself_is_raised
"""

import asyncio


async def run_phases(workers, phases):
    if not workers:
        return
    barrier = asyncio.Barrier(len(workers))

    async def run(worker):
        try:
            for phase in range(phases):
                await worker(phase)
                await barrier.wait()
        except BaseException:
            await barrier.abort()
            raise

    tasks = [asyncio.create_task(run(worker)) for worker in workers]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        for task in tasks:
            task.cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
