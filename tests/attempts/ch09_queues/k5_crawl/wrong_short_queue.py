"""Workers wait for room in a queue that only they empty.

Caught by: test_a_few_are_fetched_at_the_same_time
"""

import asyncio


async def crawl(fetch_links, start, workers):
    queue = asyncio.Queue(maxsize=1)
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
            for link in links:
                if link not in seen:
                    seen.add(link)
                    await queue.put(link)
            queue.task_done()

    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(worker()) for _ in range(workers)]
        await queue.join()
        for task in tasks:
            task.cancel()
    return pages
