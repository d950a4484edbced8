"""Stops waiting when the first worker dies.

Caught by: test_a_broken_page_is_skipped
"""

import asyncio


async def crawl(fetch_links, start, workers):
    queue = asyncio.Queue()
    queue.put_nowait(start)
    seen = {start}
    pages = []

    async def worker():
        while True:
            page = await queue.get()
            links = await fetch_links(page)
            pages.append(page)
            for link in links:
                if link not in seen:
                    seen.add(link)
                    queue.put_nowait(link)
            queue.task_done()

    crew = [asyncio.create_task(worker()) for _ in range(workers)]
    joined = asyncio.create_task(queue.join())
    try:
        await asyncio.wait([joined, *crew], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in [joined, *crew]:
            task.cancel()
        await asyncio.gather(joined, *crew, return_exceptions=True)
    return pages
