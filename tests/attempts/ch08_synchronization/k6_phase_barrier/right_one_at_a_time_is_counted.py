"""Each worker waits on the barrier at both ends of a phase."""

import asyncio


async def run_phases(workers, phases):
    if len(workers) == 0 or phases == 0:
        return None
    start = asyncio.Barrier(len(workers))
    end = asyncio.Barrier(len(workers))
    result = asyncio.get_running_loop().create_future()

    async def run(worker):
        for phase in range(phases):
            await start.wait()
            await worker(phase)
            await end.wait()

    def finished(task):
        if task.cancelled() or result.done():
            return
        if task.exception() is not None:
            result.set_exception(task.exception())
        elif all(t.done() for t in tasks):
            result.set_result(None)

    tasks = [asyncio.create_task(run(worker)) for worker in workers]
    for task in tasks:
        task.add_done_callback(finished)
    try:
        await result
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
