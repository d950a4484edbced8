"""The worker that finds nothing left tells only one other.

Caught by: test_all_pages_are_found
"""

import asyncio


async def crawl(fetch_links, start, workers):
    queue = asyncio.Queue()
    queue.put_nowait(start)
    seen = {start}
    pages = []
    left = 1

    async def worker():
        nonlocal left
        while (page := await queue.get()) is not None:
            try:
                links = await fetch_links(page)
                pages.append(page)
            except Exception:
                links = []
            for link in links:
                if link not in seen:
                    seen.add(link)
                    left += 1
                    queue.put_nowait(link)
            left -= 1
            if not left:
                queue.put_nowait(None)

    async with asyncio.TaskGroup() as tg:
        for _ in range(workers):
            tg.create_task(worker())
    return pages
