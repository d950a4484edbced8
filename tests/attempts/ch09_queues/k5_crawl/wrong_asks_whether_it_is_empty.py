"""A worker goes home where the queue is empty for a moment.

Caught by: test_a_few_are_fetched_at_the_same_time
"""

import asyncio


async def crawl(fetch_links, start, workers):
    queue = asyncio.Queue()
    queue.put_nowait(start)
    seen = {start}
    pages = []

    async def worker():
        while not queue.empty():
            page = queue.get_nowait()
            try:
                links = await fetch_links(page)
            except Exception:
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
