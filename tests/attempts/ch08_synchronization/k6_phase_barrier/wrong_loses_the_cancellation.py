"""Cancels the workers when it is cancelled, and returns as if nothing had been.

Caught by: test_a_cancellation_reaches_all
"""

import asyncio


async def run_phases(workers, phases):
    if not workers:
        return
    barrier = asyncio.Barrier(len(workers))
    first = None

    async def run(worker):
        nonlocal first
        for phase in range(phases):
            try:
                await worker(phase)
            except Exception as error:
                first = first or error
                for task in tasks:
                    task.cancel()
                raise
            await barrier.wait()

    tasks = [asyncio.create_task(run(worker)) for worker in workers]
    try:
        await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    if first:
        raise first
