"""Counts the tries in each call.

Caught by: test_several_share_the_failures
"""

import asyncio


async def process_with_retries(queue, handle, max_tries):
    dead = []
    stopped = False
    tries = {}

    async def work():
        while not stopped:
            job = await queue.get()
            try:
                await handle(job.payload)
            except Exception as error:
                tries[job] = tries.get(job, 0) + 1
                job.failures += 1
                job.error = error
                if tries[job] < max_tries:
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
        stopped = True
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
    return dead
