"""Puts a job that has failed in front.

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
                await handle(job.payload)
            except Exception as error:
                job.failures += 1
                job.error = error
                if job.failures < max_tries:
                    rest = [queue.get_nowait() for _ in range(queue.qsize())]
                    for each in [job, *rest]:
                        queue.put_nowait(each)
                    for _ in rest:
                        queue.task_done()
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
