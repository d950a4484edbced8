"""One task decides: it gets reports from the fetches, and starts the next ones."""

import asyncio


async def crawl(fetch_links, start, workers):
    reports = asyncio.Queue()
    waiting, seen, pages, running = {start}, {start}, [], 0

    async def fetch(page):
        try:
            reports.put_nowait((page, await fetch_links(page)))
        except Exception:
            reports.put_nowait((page, None))

    async with asyncio.TaskGroup() as group:
        while waiting or running:
            while waiting and running < workers:
                group.create_task(fetch(waiting.pop()))
                running += 1
            page, links = await reports.get()
            running -= 1
            if links is not None:
                pages.append(page)
                waiting |= set(links) - seen
                seen |= set(links)
    return pages
