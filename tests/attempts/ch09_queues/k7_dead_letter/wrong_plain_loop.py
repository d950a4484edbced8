"""Works until the queue is empty, whoever has a job still.

Caught by: test_nobody_leaves_while_a_job_may_come_back
"""

import asyncio


async def process_with_retries(queue, handle, max_tries):
    dead = []
    while not queue.empty():
        job = queue.get_nowait()
        try:
            await handle(job.payload)
        except Exception as error:
            job.failures += 1
            job.error = error
            if job.failures < max_tries:
                queue.put_nowait(job)
            else:
                dead.append(job)
        finally:
            queue.task_done()
    return dead
