"""An event for each phase: the last one who arrives sets it."""

import asyncio


async def run_phases(workers, phases):
    over = [asyncio.Event() for _ in range(phases)]
    left = [len(workers)] * phases

    async def run(worker):
        for phase, event in enumerate(over):
            await worker(phase)
            left[phase] -= 1
            if not left[phase]:
                event.set()
            await event.wait()

    tasks = [asyncio.create_task(run(worker)) for worker in workers]
    if not tasks:
        return
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        failed = [task for task in done if task.exception()]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    if failed:
        raise failed[0].exception()
