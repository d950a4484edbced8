"""A task fills a queue; if it fails, nobody hears of it but the silence.

Caught by: test_an_exception_of_the_source_comes_out
"""

import asyncio


async def idle_timeout(messages, idle):
    queue = asyncio.Queue()
    end = object()

    async def pump():
        async for message in messages:
            queue.put_nowait(message)
        queue.put_nowait(end)

    pumping = asyncio.create_task(pump())
    got = []
    try:
        while True:
            try:
                message = await asyncio.wait_for(queue.get(), idle)
            except TimeoutError:
                raise SilenceError(got) from None
            if message is end:
                return got
            got.append(message)
    finally:
        pumping.cancel()
        await asyncio.gather(pumping, return_exceptions=True)
