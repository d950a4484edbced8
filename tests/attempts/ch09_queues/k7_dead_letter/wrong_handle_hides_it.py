"""Takes the next job when handle fails while it is cancelled.

Caught by: test_a_failure_does_not_hide_the_cancellation
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

    worker = asyncio.create_task(work())
    try:
        await queue.join()
    finally:
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
    return dead
