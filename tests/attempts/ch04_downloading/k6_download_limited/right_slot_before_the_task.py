"""Takes a slot before it makes a task, which gives it back."""

import asyncio


async def download_limited(session, urls, limit):
    gate = asyncio.BoundedSemaphore(limit)

    async def size(url):
        async with session.get(url) as response:
            response.raise_for_status()
            return len(await response.read())

    tasks = {}
    try:
        async with asyncio.TaskGroup() as group:
            for url in urls:
                await gate.acquire()
                tasks[url] = group.create_task(size(url))
                tasks[url].add_done_callback(lambda _: gate.release())
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return {url: task.result() for url, task in tasks.items()}
