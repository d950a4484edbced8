"""Starts a new worker for one that dies."""

import asyncio


async def crawl(fetch_links, start, workers):
    queue = asyncio.Queue()
    queue.put_nowait(start)
    seen = {start}
    pages = []

    async def work():
        while True:
            page = await queue.get()
            try:
                links = await fetch_links(page)
                pages.append(page)
                for link in links:
                    if link not in seen:
                        seen.add(link)
                        queue.put_nowait(link)
            except Exception:
                crew.append(asyncio.create_task(work()))
                raise
            finally:
                queue.task_done()

    crew = [asyncio.create_task(work()) for _ in range(workers)]
    try:
        await queue.join()
    finally:
        for task in crew:
            task.cancel()
        await asyncio.gather(*crew, return_exceptions=True)
    return pages
