"""Returns at once if stop is set, and drops the coroutines.

Caught by: test_stop_may_be_set_already
"""

import asyncio


async def run_until(stop, *workers):
    if stop.is_set():
        return

    async def cancel_at_stop():
        await stop.wait()
        for task in tasks:
            task.cancel()

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(worker) for worker in workers]
        watcher = group.create_task(cancel_at_stop())
        if tasks:
            await asyncio.wait(tasks)
        watcher.cancel()
