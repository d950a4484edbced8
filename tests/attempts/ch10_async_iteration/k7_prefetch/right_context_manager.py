"""A context manager owns the task that fills the queue."""

import asyncio
import contextlib


@contextlib.asynccontextmanager
async def running(coro):
    task = asyncio.ensure_future(coro)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def prefetch(source, n):
    queue = asyncio.Queue(n)

    async def fill():
        async with contextlib.aclosing(source):
            async for item in source:
                await queue.put(item)

    async with running(fill()) as filling:
        while True:
            if queue.empty():
                asking = asyncio.ensure_future(queue.get())
                try:
                    await asyncio.wait(
                        [asking, filling], return_when=asyncio.FIRST_COMPLETED
                    )
                finally:
                    asking.cancel()
                    await asyncio.gather(asking, return_exceptions=True)
                if not asking.cancelled():
                    yield asking.result()
                    continue
                if queue.empty():
                    await filling
                    return
            yield queue.get_nowait()
