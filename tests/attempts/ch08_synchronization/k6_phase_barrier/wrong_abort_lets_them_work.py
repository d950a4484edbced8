"""Aborts the barrier: who waits is told, who works goes on.

Caught by: test_a_failure_ends_all_at_once
"""

import asyncio


async def run_phases(workers, phases):
    if not workers:
        return
    barrier = asyncio.Barrier(len(workers))

    async def run(worker):
        for phase in range(phases):
            try:
                await worker(phase)
            except Exception:
                await barrier.abort()
                raise
            await barrier.wait()

    outcomes = await asyncio.gather(
        *(run(worker) for worker in workers), return_exceptions=True
    )
    for outcome in outcomes:
        if isinstance(outcome, Exception) and not isinstance(
            outcome, asyncio.BrokenBarrierError
        ):
            raise outcome
