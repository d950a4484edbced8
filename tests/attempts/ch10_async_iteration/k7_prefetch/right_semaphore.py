"""A semaphore counts the free places."""

import asyncio
from contextlib import aclosing


async def prefetch(source, n):
    free = asyncio.Semaphore(n)
    queue = asyncio.Queue()

    async def read():
        try:
            async with aclosing(source):
                while True:
                    await free.acquire()
                    try:
                        queue.put_nowait((True, await anext(source)))
                    except StopAsyncIteration:
                        queue.put_nowait((False, None))
                        return
        except Exception as error:
            queue.put_nowait((False, error))

    task = asyncio.ensure_future(read())
    try:
        while True:
            is_item, value = await queue.get()
            if is_item:
                free.release()
                yield value
            elif value is None:
                return
            else:
                raise value
    finally:
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            pass
