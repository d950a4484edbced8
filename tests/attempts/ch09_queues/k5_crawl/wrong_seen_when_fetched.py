"""A page is known when it has been fetched.

Caught by: test_no_page_twice
"""

import asyncio


async def crawl(fetch_links, start, workers):
    seen, found = set(), []
    queue = asyncio.Queue()
    queue.put_nowait(start)

    async def work():
        while True:
            page = await queue.get()
            try:
                links = await fetch_links(page)
                if page not in seen:
                    seen.add(page)
                    found.append(page)
                for link in links:
                    if link not in seen:
                        queue.put_nowait(link)
            except Exception:
                pass
            finally:
                queue.task_done()

    tasks = [asyncio.create_task(work()) for _ in range(workers)]
    try:
        await queue.join()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return found
