"""Tries again at once.

Caught by: test_the_others_come_first
"""


async def process_with_retries(queue, handle, max_tries):
    dead = []
    while not queue.empty():
        job = queue.get_nowait()
        for number in range(1, max_tries + 1):
            try:
                await handle(job)
            except Exception as error:
                if number == max_tries:
                    dead.append((job, error))
            else:
                break
        queue.task_done()
    return dead
