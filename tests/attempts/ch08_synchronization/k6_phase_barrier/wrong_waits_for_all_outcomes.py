"""Collects all outcomes: those who wait for the failed worker never have one.

Caught by: test_a_failure_ends_all_at_once
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

    outcomes = await asyncio.gather(
        *(run(worker) for worker in workers), return_exceptions=True
    )
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
