"""A queue of URLs, and a worker for each slot, in a task group."""

import asyncio


async def download_limited(session, urls, limit):
    queue = asyncio.Queue()
    for url in urls:
        queue.put_nowait(url)
    sizes = {}

    async def work():
        while not queue.empty():
            url = queue.get_nowait()
            async with session.get(url) as response:
                response.raise_for_status()
                sizes[url] = len(await response.read())

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(limit):
                group.create_task(work())
    except* aiohttp.ClientResponseError as errors:
        raise errors.exceptions[0]
    return {url: sizes[url] for url in urls}
