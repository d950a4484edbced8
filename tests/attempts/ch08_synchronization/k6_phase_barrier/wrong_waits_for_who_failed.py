"""Collects the errors, while the others wait at the barrier for ever.

Caught by: test_a_failure_comes_out
"""

import asyncio


async def run_phases(workers, phases):
    if not workers:
        return
    barrier = asyncio.Barrier(len(workers))

    async def run(worker):
        for phase in range(phases):
            await worker(phase)
            await barrier.wait()

    results = await asyncio.gather(*map(run, workers), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
