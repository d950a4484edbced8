"""Calls a page seen when it has been fetched.

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
                seen.add(page)
                pages.append(page)
                for link in links:
                    if link not in seen:
                        queue.put_nowait(link)
            except Exception:
                seen.add(page)
            finally:
                queue.task_done()

    tasks = [asyncio.create_task(worker()) for _ in range(workers)]
    try:
        await queue.join()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return pages
