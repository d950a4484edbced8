"""When it is cancelled, the workers go on.

Caught by: test_cancelled_while_it_works
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
            except Exception:
                pass
            finally:
                queue.task_done()

    tasks = [asyncio.create_task(work()) for _ in range(workers)]
    await queue.join()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return found
