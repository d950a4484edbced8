"""A dict of tries; the job is put back before task_done."""


async def process_with_retries(queue, handle, max_tries):
    tries = {}
    dead = []
    while queue.qsize():
        job = await queue.get()
        settled = False
        try:
            try:
                await handle(job)
                settled = True
            except Exception as error:
                tries[job] = tries.get(job, 0) + 1
                if tries[job] == max_tries:
                    dead.append((job, error))
                    settled = True
        finally:
            if not settled:
                queue.put_nowait(job)
            queue.task_done()
    return dead
