"""Keeps a set of running tasks, and fills it up whenever one is done."""

import asyncio


async def worker_pool(handle, items, workers):
    items = list(items)
    tasks = []
    running = set()
    try:
        while len(tasks) < len(items) or running:
            while len(tasks) < len(items) and len(running) < workers:
                task = asyncio.create_task(handle(items[len(tasks)]))
                tasks.append(task)
                running.add(task)
            done, running = await asyncio.wait(
                running, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                task.result()
    finally:
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running)
    return [task.result() for task in tasks]
