"""Takes its own cancellation for a failure of the job.

Caught by: test_cancelled_while_a_job_is_handled
"""

from collections import Counter


async def process_with_retries(queue, handle, max_tries):
    tries, dead = Counter(), []
    while not queue.empty():
        job = queue.get_nowait()
        try:
            await handle(job)
        except BaseException as error:
            tries[job] += 1
            if tries[job] < max_tries:
                queue.put_nowait(job)
            else:
                dead.append((job, error))
        finally:
            queue.task_done()
    return dead
