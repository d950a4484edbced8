"""The result is what has been seen and is not broken; the last worker tells the others."""

import asyncio


async def crawl(fetch_links, start, workers):
    queue, seen, broken = asyncio.Queue(), set(), set()
    todo = 0

    def discover(links):
        nonlocal todo
        for link in links:
            if link not in seen:
                seen.add(link)
                todo += 1
                queue.put_nowait(link)

    async def worker():
        nonlocal todo
        while True:
            page = await queue.get()
            if page is None:
                return
            try:
                discover(await fetch_links(page))
            except Exception:
                broken.add(page)
            todo -= 1
            if todo == 0:
                for _ in range(workers):
                    queue.put_nowait(None)

    discover([start])
    async with asyncio.TaskGroup() as tg:
        for _ in range(workers):
            tg.create_task(worker())
    return sorted(seen - broken)
