"""A worker that finds the queue empty goes home.

Caught by: test_a_few_at_a_time
"""

import asyncio


async def crawl(fetch_links, start, workers):
    seen, found = {start}, []
    queue = asyncio.Queue()
    queue.put_nowait(start)

    async def work():
        while not queue.empty():
            page = queue.get_nowait()
            try:
                links = await fetch_links(page)
            except Exception:
                continue
            found.append(page)
            for link in links:
                if link not in seen:
                    seen.add(link)
                    queue.put_nowait(link)

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(work())
    return found
