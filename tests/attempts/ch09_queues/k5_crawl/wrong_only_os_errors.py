"""Skips a page only where it fails with an OSError.

Caught by: test_a_page_may_fail_with_any_error
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
            except OSError:
                links = []
            else:
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
