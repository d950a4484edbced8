"""One counter for all jobs.

Caught by: test_the_dead_in_the_order_in_which_they_died
"""


async def process_with_retries(queue, handle, max_tries):
    tries, dead = 0, []
    while not queue.empty():
        job = queue.get_nowait()
        try:
            await handle(job)
        except Exception as error:
            tries += 1
            if tries < max_tries:
                queue.put_nowait(job)
            else:
                tries = 0
                dead.append((job, error))
        except BaseException:
            queue.put_nowait(job)
            raise
        finally:
            queue.task_done()
    return dead
