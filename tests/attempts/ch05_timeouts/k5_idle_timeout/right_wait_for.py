"""wait_for around each read, which tells the source's errors from the timeout."""

import asyncio


async def idle_timeout(messages, idle):
    async def read():
        try:
            return await anext(messages), None
        except Exception as error:
            return None, error

    got = []
    while True:
        try:
            message, error = await asyncio.wait_for(read(), idle)
        except TimeoutError:
            raise SilenceError(got) from None
        if isinstance(error, StopAsyncIteration):
            return got
        if error is not None:
            raise error
        got.append(message)
