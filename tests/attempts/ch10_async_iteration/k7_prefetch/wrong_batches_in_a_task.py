"""Makes the next n items while these n are used, and no sooner.

Caught by: test_any_source_and_any_user
"""

import asyncio


async def prefetch(source, n):
    requests, batches = asyncio.Queue(), asyncio.Queue()

    async def work():
        try:
            over = False
            while not over:
                await requests.get()
                batch, error = [], None
                try:
                    while len(batch) < n:
                        batch.append(await anext(source))
                except StopAsyncIteration:
                    over = True
                except Exception as e:
                    error, over = e, True
                batches.put_nowait((batch, error, over))
        finally:
            await source.aclose()

    worker = asyncio.create_task(work())
    try:
        requests.put_nowait(1)
        while True:
            batch, error, over = await batches.get()
            requests.put_nowait(1)
            for item in batch:
                yield item
            if error:
                raise error
            if over:
                return
    finally:
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
