"""A callback of the task sets an event."""

import asyncio


async def cancel_and_wait(task):
    if task.done():
        return
    over = asyncio.Event()
    task.add_done_callback(lambda _: over.set())
    task.cancel()
    await over.wait()
    try:
        task.result()
    except asyncio.CancelledError:
        pass
