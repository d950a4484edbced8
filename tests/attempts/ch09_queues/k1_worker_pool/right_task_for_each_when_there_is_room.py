"""Starts a task for an item when there is room for it."""

import asyncio


async def worker_pool(handle, items, workers):
    room = asyncio.Semaphore(workers)
    tasks = []
    failed = None
    try:
        async with asyncio.TaskGroup() as group:
            for item in items:
                await room.acquire()
                task = group.create_task(handle(item))
                task.add_done_callback(lambda _: room.release())
                tasks.append(task)
    except ExceptionGroup as errors:
        failed = errors.exceptions[0]
    if failed:
        raise failed
    return [t.result() for t in tasks]
