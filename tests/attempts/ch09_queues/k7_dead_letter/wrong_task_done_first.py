"""Says task_done, and then puts the job back.

Caught by: test_join_ends_when_all_are_settled
"""

from collections import Counter


async def process_with_retries(queue, handle, max_tries):
    tries, dead = Counter(), []
    while not queue.empty():
        job = queue.get_nowait()
        try:
            await handle(job)
            queue.task_done()
        except Exception as error:
            queue.task_done()
            tries[job] += 1
            if tries[job] < max_tries:
                queue.put_nowait(job)
            else:
                dead.append((job, error))
        except BaseException:
            queue.put_nowait(job)
            queue.task_done()
            raise
    return dead
