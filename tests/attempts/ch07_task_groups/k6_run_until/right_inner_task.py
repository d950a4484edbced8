"""The group of the documentation, in a task that the caller's cancellation cannot hit."""

import asyncio


class Halt(Exception):
    """Raised in the group to end it."""


async def run_until(stop, *workers):
    async def halt():
        await stop.wait()
        raise Halt

    async def group():
        try:
            async with asyncio.TaskGroup() as tg:
                tasks = [tg.create_task(w) for w in workers]
                halting = tg.create_task(halt())
                if tasks:
                    await asyncio.wait(tasks)
                halting.cancel()
        except* Halt:
            pass

    task = asyncio.create_task(group())
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        while not task.done():
            task.cancel()
            try:
                await asyncio.wait([task])
            except asyncio.CancelledError:
                continue
        if not task.cancelled():
            task.exception()
        raise
    task.result()
