"""A coordinator gives each worker its next phase through a queue."""

import asyncio


async def run_phases(workers, phases):
    if not workers:
        return
    reports = asyncio.Queue()
    orders = [asyncio.Queue() for _ in workers]

    async def work(worker, todo):
        while True:
            phase = await todo.get()
            try:
                await worker(phase)
            except Exception as error:
                await reports.put(error)
                return
            else:
                await reports.put(None)

    tasks = [
        asyncio.create_task(work(worker, todo))
        for worker, todo in zip(workers, orders, strict=True)
    ]
    try:
        for phase in range(phases):
            for todo in orders:
                todo.put_nowait(phase)
            for _ in workers:
                error = await reports.get()
                if error is not None:
                    raise error
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
