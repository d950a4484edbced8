"""wait_for around each read; the clock tells whose TimeoutError it was."""

import asyncio


async def idle_timeout(messages, idle):
    loop = asyncio.get_running_loop()
    got = []
    while True:
        deadline = loop.time() + idle
        try:
            got.append(await asyncio.wait_for(anext(messages), idle))
        except StopAsyncIteration:
            return got
        except TimeoutError as error:
            if loop.time() >= deadline:
                raise SilenceError(got) from error
            raise
