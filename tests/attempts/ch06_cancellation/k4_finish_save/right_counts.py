"""Compares the number of cancellations before and after."""

import asyncio


async def finish_save(coro):
    me = asyncio.current_task()
    before = me.cancelling()
    over = asyncio.Event()

    async def save():
        try:
            return await coro
        finally:
            over.set()

    task = asyncio.create_task(save())
    while not task.done():
        try:
            await asyncio.gather(asyncio.shield(task), return_exceptions=True)
        except asyncio.CancelledError:
            pass
    if me.cancelling() > before:
        raise asyncio.CancelledError
    return task.result()
