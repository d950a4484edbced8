"""The first failure comes out.

Caught by: test_the_others_come_first
"""


async def process_with_retries(queue, handle, max_tries):
    while not queue.empty():
        job = queue.get_nowait()
        try:
            await handle(job)
        finally:
            queue.task_done()
    return []
