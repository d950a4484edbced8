"""A worker goes home when there was nothing to do for 3 s.

Caught by: test_one_page
"""

import asyncio


async def crawl(fetch_links, start, workers):
    queue = asyncio.Queue()
    queue.put_nowait(start)
    seen = {start}
    pages = []

    async def worker():
        while True:
            try:
                async with asyncio.timeout(3):
                    page = await queue.get()
            except TimeoutError:
                return
            try:
                links = await fetch_links(page)
            except Exception:
                continue
            pages.append(page)
            for link in links:
                if link not in seen:
                    seen.add(link)
                    queue.put_nowait(link)

    async with asyncio.TaskGroup() as tg:
        for _ in range(workers):
            tg.create_task(worker())
    return pages
