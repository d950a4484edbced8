"""gather turns an error into a value, and there is no try around it."""

import asyncio


async def crawl(fetch_links, start, workers):
    queue = asyncio.Queue()
    queue.put_nowait(start)
    seen = {start}
    pages = []

    async def worker():
        while True:
            page = await queue.get()
            [links] = await asyncio.gather(fetch_links(page), return_exceptions=True)
            if not isinstance(links, BaseException):
                pages.append(page)
                for link in set(links) - seen:
                    seen.add(link)
                    queue.put_nowait(link)
            queue.task_done()

    tasks = [asyncio.create_task(worker()) for _ in range(workers)]
    try:
        await queue.join()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    return pages
