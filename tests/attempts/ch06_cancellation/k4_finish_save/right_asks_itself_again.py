"""Counts its cancellations off, and asks itself again at the end."""

import asyncio


async def finish_save(coro):
    me = asyncio.current_task()
    task = asyncio.create_task(coro)
    times = 0
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            me.uncancel()
            times += 1
    if times:
        for _ in range(times):
            me.cancel()
        await asyncio.sleep(0)
    return task.result()
