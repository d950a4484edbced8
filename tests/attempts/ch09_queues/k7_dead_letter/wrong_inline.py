"""Tries again at once, until it works.

Caught by: test_a_job_that_fails_goes_behind_the_others
"""

import asyncio


async def process_with_retries(queue, handle, max_tries):
    dead = []
    stopped = False

    async def work():
        while not stopped:
            job = await queue.get()
            try:
                while job.failures < max_tries:
                    try:
                        await handle(job.payload)
                        break
                    except Exception as error:
                        job.failures += 1
                        job.error = error
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
