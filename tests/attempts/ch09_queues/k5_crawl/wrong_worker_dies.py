"""Says task_done in any case, but a page that fails ends its worker.

Caught by: test_more_pages_fail_than_there_are_workers
"""

import asyncio


async def crawl(fetch_links, start, workers):
    seen, found = {start}, []
    queue = asyncio.Queue()
    queue.put_nowait(start)

    async def work():
        while True:
            page = await queue.get()
            try:
                links = await fetch_links(page)
                found.append(page)
                for link in links:
                    if link not in seen:
                        seen.add(link)
                        queue.put_nowait(link)
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
