"""Handles all jobs at the same time.

Caught by: test_each_job_is_handled
"""

import asyncio


async def process_with_retries(queue, handle, max_tries):
    dead = []

    async def work():
        while True:
            job = await queue.get()
            try:
                await handle(job.payload)
            except Exception as error:
                job.failures += 1
                job.error = error
                if job.failures < max_tries:
                    queue.put_nowait(job)
                else:
                    dead.append(job)
            except asyncio.CancelledError:
                queue.put_nowait(job)
                raise
            finally:
                queue.task_done()

    worker = asyncio.gather(*[work() for _ in range(9)])
    try:
        await queue.join()
    finally:
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
    return dead
