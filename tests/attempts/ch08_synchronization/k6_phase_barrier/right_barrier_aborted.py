"""Who fails aborts the barrier; the others are ended by hand."""

import asyncio


async def run_phases(workers, phases):
    if not workers:
        return
    barrier = asyncio.Barrier(len(workers))

    async def run(worker):
        try:
            for phase in range(phases):
                await worker(phase)
                await barrier.wait()
        except asyncio.BrokenBarrierError:
            pass
        except Exception:
            await barrier.abort()
            raise

    tasks = [asyncio.create_task(run(worker)) for worker in workers]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
