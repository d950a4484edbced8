"""Waits for whichever ends first, the worker or join."""

import asyncio


async def process_with_retries(queue, handle, max_tries):
    dead = []

    async def attempt(job):
        settled = False
        try:
            await handle(job.payload)
            settled = True
        except Exception as failure:
            job.error = failure
            job.failures += 1
            settled = job.failures >= max_tries
            if settled:
                dead.append(job)
        finally:
            if not settled:
                queue.put_nowait(job)
            queue.task_done()

    async def work():
        while not asyncio.current_task().cancelling():
            await attempt(await queue.get())

    worker = asyncio.ensure_future(work())
    joiner = asyncio.ensure_future(queue.join())
    try:
        await asyncio.wait([worker, joiner], return_when=asyncio.FIRST_COMPLETED)
    finally:
        worker.cancel()
        joiner.cancel()
        await asyncio.wait([worker, joiner])
    return dead
