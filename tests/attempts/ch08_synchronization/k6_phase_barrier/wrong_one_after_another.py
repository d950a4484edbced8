"""The workers of a phase take turns.

Caught by: test_they_work_together
"""


async def run_phases(workers, phases):
    for phase in range(phases):
        for worker in workers:
            await worker(phase)
