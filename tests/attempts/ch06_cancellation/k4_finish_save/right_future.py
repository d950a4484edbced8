"""A callback of the task sets a future, which is made anew for each wait."""

import asyncio


async def finish_save(coro):
    loop = asyncio.get_running_loop()
    task = loop.create_task(coro)
    cancellations = []
    while not task.done():
        woken = loop.create_future()

        def wake(_):
            if not woken.done():
                woken.set_result(None)

        task.add_done_callback(wake)
        try:
            await woken
        except asyncio.CancelledError as e:
            cancellations.append(e)
    if cancellations:
        raise cancellations[0]
    return await task
