"""Tries once more than it may.

Caught by: test_it_dies_after_so_many_tries
"""

from collections import Counter


async def process_with_retries(queue, handle, max_tries):
    tries, dead = Counter(), []
    while not queue.empty():
        job = queue.get_nowait()
        try:
            await handle(job)
        except Exception as error:
            tries[job] += 1
            if tries[job] <= max_tries:
                queue.put_nowait(job)
            else:
                dead.append((job, error))
        except BaseException:
            queue.put_nowait(job)
            raise
        finally:
            queue.task_done()
    return dead
