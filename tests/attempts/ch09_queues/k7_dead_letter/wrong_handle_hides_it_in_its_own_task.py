"""Works in its own task, where handle swallows the cancellation.

Caught by: test_a_failure_does_not_hide_the_cancellation
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
            if not getter.done():
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
    finally:
        joined.cancel()
        if getter is not None:
            getter.cancel()
            await asyncio.wait([getter])
            if not getter.cancelled():
                queue.put_nowait(getter.result())
                queue.task_done()
