"""The workers belong to a task group, and the last one who is idle ends them all."""

import asyncio


async def crawl(fetch_links, start, workers):
    queue = asyncio.Queue()
    queue.put_nowait(start)
    seen, found = {start}, []
    open_pages = 1

    async def worker():
        nonlocal open_pages
        while (page := await queue.get()) is not None:
            try:
                links = list(await fetch_links(page))
                found.append(page)
            except Exception:
                links = []
            new = [link for link in dict.fromkeys(links) if link not in seen]
            seen.update(new)
            for link in new:
                queue.put_nowait(link)
            open_pages += len(new) - 1
            if not open_pages:
                for _ in range(workers):
                    queue.put_nowait(None)

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
    return found
