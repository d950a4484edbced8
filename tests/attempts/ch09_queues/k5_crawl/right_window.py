"""A set of tasks, and what waits for a place in it."""

import asyncio
from collections import deque


async def crawl(fetch_links, start, workers):
    waiting = deque([start])
    known = {start}
    found = []
    at_work = {}
    try:
        while waiting or at_work:
            while waiting and len(at_work) < workers:
                page = waiting.popleft()
                at_work[asyncio.ensure_future(fetch_links(page))] = page
            done, _ = await asyncio.wait(at_work, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                page = at_work.pop(task)
                if task.exception() is None:
                    found.append(page)
                    for link in task.result():
                        if link not in known:
                            known.add(link)
                            waiting.append(link)
        return found
    finally:
        for task in at_work:
            task.cancel()
        if at_work:
            await asyncio.wait(at_work)
