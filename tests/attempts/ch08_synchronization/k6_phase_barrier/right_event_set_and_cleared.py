"""One event: Event.wait() returns, even if it has been cleared meanwhile."""

import asyncio


async def run_phases(workers, phases):
    everybody = asyncio.Event()
    arrived = 0

    async def run(worker):
        nonlocal arrived
        for phase in range(phases):
            await worker(phase)
            arrived += 1
            if arrived == len(workers):
                arrived = 0
                everybody.set()
                everybody.clear()
            else:
                await everybody.wait()

    first = None

    async def guarded(worker):
        nonlocal first
        try:
            await run(worker)
        except Exception as error:
            if first is None:
                first = error
            raise

    try:
        async with asyncio.TaskGroup() as tg:
            for worker in workers:
                tg.create_task(guarded(worker))
    except* Exception:
        pass
    if first is not None:
        raise first
