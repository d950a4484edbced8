"""A task of the group waits for stop, and cancels the workers."""

import asyncio


async def run_until(stop, *workers):
    running = set()

    def ended(task):
        running.discard(task)
        if not running:
            watcher.cancel()

    async def watch():
        await stop.wait()
        for task in list(running):
            task.cancel()

    async with asyncio.TaskGroup() as tg:
        watcher = tg.create_task(watch())
        for worker in workers:
            task = tg.create_task(worker)
            running.add(task)
            task.add_done_callback(ended)
        if not workers:
            watcher.cancel()
