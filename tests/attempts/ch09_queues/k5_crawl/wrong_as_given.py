"""Skips task_done() where a page fails, and its worker dies of the error.

Caught by: test_a_broken_page_is_skipped
"""

import asyncio


async def crawl(fetch_links, start, workers):
    queue: asyncio.Queue[str] = asyncio.Queue()
    queue.put_nowait(start)
    seen = {start}
    pages: list[str] = []

    async def work() -> None:
        while True:
            page = await queue.get()
            links = await fetch_links(page)
            pages.append(page)
            for link in links:
                if link not in seen:
                    seen.add(link)
                    queue.put_nowait(link)
            queue.task_done()

    crew = [asyncio.create_task(work()) for _ in range(workers)]
    await queue.join()
    for worker in crew:
        worker.cancel()
    return pages
