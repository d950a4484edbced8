"""Handles as many as were there at the beginning.

Caught by: test_the_others_come_first
"""

from collections import Counter


async def process_with_retries(queue, handle, max_tries):
    tries, dead = Counter(), []
    for _ in range(queue.qsize()):
        job = queue.get_nowait()
        try:
            await handle(job)
        except Exception as error:
            tries[job] += 1
            if tries[job] < max_tries:
                queue.put_nowait(job)
            else:
                dead.append((job, error))
        except BaseException:
            queue.put_nowait(job)
            raise
        finally:
            queue.task_done()
    return dead
