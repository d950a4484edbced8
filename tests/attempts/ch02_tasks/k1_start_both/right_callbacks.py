"""Callbacks of the tasks cancel the other one."""

import asyncio


async def start_both(first, second):
    tasks = [asyncio.create_task(first), asyncio.create_task(second)]

    def ended(task):
        if task.cancelled() or task.exception():
            for t in tasks:
                t.cancel()
            failed.append(task)

    failed = []
    for t in tasks:
        t.add_done_callback(ended)
    await asyncio.wait(tasks)
    if failed:
        failed[0].result()
    return tasks[0].result(), tasks[1].result()
