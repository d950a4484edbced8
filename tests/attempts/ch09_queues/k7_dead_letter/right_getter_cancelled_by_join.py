"""The end of join cancels the task that gets the next job."""

import asyncio


async def process_with_retries(queue, handle, max_tries):
    me = asyncio.current_task()
    dead, getters = [], []
    joined = asyncio.create_task(queue.join())
    joined.add_done_callback(lambda _: [getter.cancel() for getter in getters])

    async def settle(job):
        try:
            await handle(job.payload)
        except Exception as error:
            job.failures, job.error = job.failures + 1, error
        except asyncio.CancelledError:
            queue.put_nowait(job)
            raise
        else:
            return
        if job.failures == max_tries:
            dead.append(job)
        else:
            queue.put_nowait(job)

    try:
        while not me.cancelling():
            getters[:] = [asyncio.create_task(queue.get())]
            if joined.done() or queue._unfinished_tasks == 0:
                getters[0].cancel()
            await asyncio.wait(getters)
            if getters[0].cancelled():
                return dead
            job = getters.pop().result()
            try:
                await settle(job)
            finally:
                queue.task_done()
        raise asyncio.CancelledError
    finally:
        joined.cancel()
        if getters:
            getters[0].cancel()
            await asyncio.wait(getters)
            if not getters[0].cancelled():
                queue.put_nowait(getters[0].result())
                queue.task_done()
