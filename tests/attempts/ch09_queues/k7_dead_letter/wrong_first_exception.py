"""Keeps the first exception.

Caught by: test_a_dead_job_comes_with_its_last_exception
"""

from collections import Counter


async def process_with_retries(queue, handle, max_tries):
    tries, first, dead = Counter(), {}, []
    while not queue.empty():
        job = queue.get_nowait()
        try:
            await handle(job)
        except Exception as error:
            first.setdefault(job, error)
            tries[job] += 1
            if tries[job] < max_tries:
                queue.put_nowait(job)
            else:
                dead.append((job, first[job]))
        except BaseException:
            queue.put_nowait(job)
            raise
        finally:
            queue.task_done()
    return dead
