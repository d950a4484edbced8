"""Each page fetches what it links to, when its own place is free again."""

import asyncio


async def crawl(fetch_links, start, workers):
    places = asyncio.Semaphore(workers)
    visited = set()

    async def follow(page):
        if page in visited:
            return []
        visited.add(page)
        async with places:
            try:
                links = await fetch_links(page)
            except Exception:
                return []
        pages = [page]
        async with asyncio.TaskGroup() as group:
            below = [group.create_task(follow(link)) for link in links]
        for task in below:
            pages += task.result()
        return pages

    return await follow(start)
