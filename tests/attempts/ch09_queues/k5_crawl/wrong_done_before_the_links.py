"""Calls task_done() before it has put the links.

Caught by: test_all_pages_are_found
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
            try:
                links = await fetch_links(page)
                pages.append(page)
            except Exception:
                links = []
            finally:
                queue.task_done()
            for link in links:
                if link not in seen:
                    seen.add(link)
                    queue.put_nowait(link)

    tasks = [asyncio.create_task(worker()) for _ in range(workers)]
    try:
        await queue.join()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return pages
