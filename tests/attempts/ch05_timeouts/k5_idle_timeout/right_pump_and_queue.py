"""A task puts all that comes into a queue, and wait_for takes it out."""

import asyncio


async def idle_timeout(messages, idle):
    queue = asyncio.Queue()
    end = object()

    async def pump():
        try:
            async for message in messages:
                queue.put_nowait((message, None))
            queue.put_nowait((end, None))
        except Exception as error:
            queue.put_nowait((end, error))

    pumping = asyncio.create_task(pump())
    got = []
    try:
        while True:
            try:
                message, error = await asyncio.wait_for(queue.get(), idle)
            except TimeoutError:
                raise SilenceError(got) from None
            if error is not None:
                raise error
            if message is end:
                return got
            got.append(message)
    finally:
        pumping.cancel()
        await asyncio.gather(pumping, return_exceptions=True)
