"""Jobs are tried in its own task; a function gets the next one, or hears of the end."""

import asyncio


async def process_with_retries(queue, handle, max_tries):
    dead = []
    me = asyncio.current_task()
    over = asyncio.ensure_future(queue.join())

    async def next_job():
        """Return the next job, or None when all are settled."""
        getter = asyncio.ensure_future(queue.get())
        try:
            while not getter.done() and not over.done():
                await asyncio.wait([getter, over], return_when="FIRST_COMPLETED")
            return getter.result() if getter.done() else None
        except BaseException:
            if getter.done():
                queue.put_nowait(getter.result())
                queue.task_done()
            raise
        finally:
            getter.cancel()

    try:
        while (job := await next_job()) is not None:
            back = True
            try:
                await handle(job.payload)
                back = False
            except Exception as error:
                job.error = error
                job.failures += 1
                if job.failures >= max_tries:
                    back = False
                    dead.append(job)
            finally:
                if back:
                    queue.put_nowait(job)
                queue.task_done()
            if me.cancelling():
                raise asyncio.CancelledError
    finally:
        over.cancel()
    return dead
