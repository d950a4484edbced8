"""Waits for workers that never end.

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
            finally:
                queue.task_done()
            pages.append(page)
            for link in links:
                if link not in seen:
                    seen.add(link)
                    queue.put_nowait(link)

    tasks = [asyncio.create_task(worker()) for _ in range(workers)]
    return await asyncio.gather(*tasks)
