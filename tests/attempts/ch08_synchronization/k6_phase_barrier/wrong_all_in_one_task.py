"""Calls the workers one after the other.

Caught by: test_nobody_begins_before_all_have_finished
"""


async def run_phases(workers, phases):
    for phase in range(phases):
        for worker in workers:
            await worker(phase)
