"""Gathers each phase, and does not end the others after a failure.

Caught by: test_a_failure_ends_the_others
"""

import asyncio


async def run_phases(workers, phases):
    for phase in range(phases):
        await asyncio.gather(*(worker(phase) for worker in workers))
