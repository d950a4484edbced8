"""Remembers each failure."""

import asyncio


async def process_with_retries(queue, handle, max_tries):
    failures, dead = [], []
    while True:
        try:
            job = queue.get_nowait()
        except asyncio.QueueEmpty:
            return dead
        try:
            await handle(job)
        except asyncio.CancelledError:
            await queue.put(job)
            queue.task_done()
            raise
        except Exception as error:
            failures.append(job)
            if failures.count(job) < max_tries:
                await queue.put(job)
            else:
                dead.append((job, error))
        queue.task_done()
