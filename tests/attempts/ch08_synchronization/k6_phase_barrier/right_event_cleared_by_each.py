"""One event, which everybody clears who comes through it."""

import asyncio


async def run_phases(workers, phases):
    arrived = 0
    go = asyncio.Event()

    async def run(worker):
        nonlocal arrived
        for phase in range(phases):
            await worker(phase)
            arrived += 1
            if arrived % len(workers) == 0:
                go.set()
            await go.wait()
            go.clear()

    try:
        async with asyncio.TaskGroup() as group:
            for worker in workers:
                group.create_task(run(worker))
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
