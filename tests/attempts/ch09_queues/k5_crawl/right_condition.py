"""Workers that wait for a condition: a page, or the end."""

import asyncio


async def crawl(fetch_links, start, workers):
    changed = asyncio.Condition()
    todo, seen, found, busy = [start], {start}, [], 0

    async def worker():
        nonlocal busy
        while True:
            async with changed:
                await changed.wait_for(lambda: todo or not busy)
                if not todo:
                    return
                page = todo.pop(0)
                busy += 1
            try:
                links = await fetch_links(page)
            except Exception:
                links = []
            else:
                found.append(page)
            async with changed:
                busy -= 1
                for link in links:
                    if link not in seen:
                        seen.add(link)
                        todo.append(link)
                changed.notify_all()

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
    return found
