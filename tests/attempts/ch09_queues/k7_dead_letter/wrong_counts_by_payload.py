"""Counts the failures of each payload: there may be two.

Caught by: test_the_dead_come_in_the_order_of_their_death
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
                tries[job.payload] = tries.get(job.payload, 0) + 1
                job.failures = tries[job.payload]
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
        stopped = True
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
    return dead
