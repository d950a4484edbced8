"""Each page starts a task for each new link."""

import asyncio


async def crawl(fetch_links, start, workers):
    slots = asyncio.Semaphore(workers)
    seen = {start}
    found = []

    async with asyncio.TaskGroup() as group:

        async def visit(page):
            async with slots:
                try:
                    links = await fetch_links(page)
                except Exception:
                    return
            found.append(page)
            for link in links:
                if link not in seen:
                    seen.add(link)
                    group.create_task(visit(link))

        group.create_task(visit(start))
    return found
