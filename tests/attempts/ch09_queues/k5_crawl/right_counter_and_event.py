"""Counts the pages that are open, and sets an event when there is none left."""

import asyncio


async def crawl(fetch_links, start, workers):
    queue = asyncio.Queue()
    over = asyncio.Event()
    pages, seen, left = [], set(), 0

    def add(page):
        nonlocal left
        if page not in seen:
            seen.add(page)
            left += 1
            queue.put_nowait(page)

    async def worker():
        nonlocal left
        while page := await queue.get():
            try:
                for link in await fetch_links(page):
                    add(link)
                pages.append(page)
            except Exception:
                pass
            left -= 1
            if left == 0:
                over.set()

    add(start)
    async with asyncio.TaskGroup() as tg:
        for _ in range(workers):
            tg.create_task(worker())
        await over.wait()
        for _ in range(workers):
            queue.put_nowait(None)
    return pages
