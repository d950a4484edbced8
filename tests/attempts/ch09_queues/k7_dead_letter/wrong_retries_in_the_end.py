"""Tries again when all others are settled, in a list of its own.

Caught by: test_join_does_not_end_before_the_last_job
"""

import asyncio


async def process_with_retries(queue, handle, max_tries):
    dead = []
    stopped = False
    later = []

    async def work():
        while not stopped:
            if queue.empty() and later:
                queue.put_nowait(later.pop(0))
            job = await queue.get()
            try:
                await handle(job.payload)
            except Exception as error:
                job.failures += 1
                job.error = error
                if job.failures < max_tries:
                    later.append(job)
                else:
                    dead.append(job)
            except asyncio.CancelledError:
                queue.put_nowait(job)
                raise
            finally:
                queue.task_done()

    worker = asyncio.create_task(work())
    try:
        await queue.join()
        while later:
            await queue.join()
    finally:
        stopped = True
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
    return dead
