"""A task for each page in a task group, and a semaphore."""

import asyncio


async def crawl(fetch_links, start, workers):
    limit = asyncio.Semaphore(workers)
    seen = {start}
    good = set()

    async def visit(page):
        try:
            async with limit:
                links = await fetch_links(page)
        except Exception:
            return
        good.add(page)
        for link in set(links) - seen:
            seen.add(link)
            tg.create_task(visit(link))

    async with asyncio.TaskGroup() as tg:
        tg.create_task(visit(start))
    return list(good)
