"""A task group waits for a small task that waits."""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return

    async def over():
        await asyncio.wait([task])

    async with asyncio.TaskGroup() as group:
        group.create_task(over())
        task.cancel()
    if not task.cancelled():
        task.result()
