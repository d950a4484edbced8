"""A timer cancels a task that reads."""

import asyncio


async def idle_timeout(messages, idle):
    loop = asyncio.get_running_loop()
    got, timer, silent = [], None, False

    def ring():
        nonlocal silent
        silent = True
        reader.cancel()

    def wind():
        nonlocal timer
        if timer:
            timer.cancel()
        timer = loop.call_later(idle, ring)

    async def read():
        async for message in messages:
            got.append(message)
            wind()

    reader = asyncio.create_task(read())
    wind()
    try:
        await reader
    except asyncio.CancelledError:
        if not silent or asyncio.current_task().cancelling():
            raise
        raise SilenceError(got)
    finally:
        timer.cancel()
    return got
