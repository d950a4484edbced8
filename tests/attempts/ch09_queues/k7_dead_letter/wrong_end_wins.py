"""Looks at the end first, and loses the job that came with it.

Caught by: test_it_may_be_cancelled_anywhere
"""

import asyncio


async def process_with_retries(queue, handle, max_tries):
    dead = []
    joined = asyncio.create_task(queue.join())
    getter = None
    try:
        while True:
            getter = asyncio.create_task(queue.get())
            await asyncio.wait({getter, joined}, return_when=asyncio.FIRST_COMPLETED)
            if joined.done():
                return dead
            job = getter.result()
            getter = None
            try:
                await handle(job.payload)
            except Exception as error:
                job.error = error
                job.failures += 1
                if job.failures >= max_tries:
                    dead.append(job)
                else:
                    await queue.put(job)
            except asyncio.CancelledError:
                await queue.put(job)
                raise
            finally:
                queue.task_done()
            if asyncio.current_task().cancelling():
                raise asyncio.CancelledError
    finally:
        joined.cancel()
        if getter is not None:
            getter.cancel()
