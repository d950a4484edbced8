"""A second task sleeps until the deadline, and cancels the reader if it has not moved."""

import asyncio


async def idle_timeout(messages, idle):
    loop = asyncio.get_running_loop()
    got, deadline = [], loop.time() + idle

    async def read():
        nonlocal deadline
        async for message in messages:
            got.append(message)
            deadline = loop.time() + idle

    async def watch():
        while loop.time() < deadline:
            await asyncio.sleep(deadline - loop.time())

    reader, watcher = asyncio.create_task(read()), asyncio.create_task(watch())
    try:
        await asyncio.wait([reader, watcher], return_when=asyncio.FIRST_COMPLETED)
        if not reader.done():
            raise SilenceError(got)
        reader.result()
        return got
    finally:
        reader.cancel()
        watcher.cancel()
        await asyncio.gather(reader, watcher, return_exceptions=True)
