"""Catches the error, and calls task_done() only for a good page.

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
            try:
                links = await fetch_links(page)
            except Exception:
                continue
            pages.append(page)
            for link in links:
                if link not in seen:
                    seen.add(link)
                    queue.put_nowait(link)
            queue.task_done()

    tasks = [asyncio.create_task(worker()) for _ in range(workers)]
    try:
        await queue.join()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return pages
