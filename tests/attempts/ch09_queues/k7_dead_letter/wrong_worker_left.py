"""Leaves the worker behind when it is cancelled.

Caught by: test_who_is_cancelled_puts_its_job_back
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
                    queue.put_nowait(job)
                else:
                    dead.append(job)
            except asyncio.CancelledError:
                queue.put_nowait(job)
                raise
            finally:
                queue.task_done()

    worker = asyncio.create_task(work())
    await queue.join()
    stopped = True
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
    return dead
