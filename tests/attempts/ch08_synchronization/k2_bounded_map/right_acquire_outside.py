"""Waits for a place before it starts the next task, which gives the place back."""

import asyncio


async def bounded_map(fn, items, limit):
    if limit < 1:
        raise ValueError("at least one place")
    places = asyncio.Semaphore(limit)
    tasks = []
    async with asyncio.TaskGroup() as tg:
        for item in items:
            await places.acquire()
            task = tg.create_task(fn(item))
            task.add_done_callback(lambda _: places.release())
            tasks.append(task)
    return [task.result() for task in tasks]
