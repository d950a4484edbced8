"""Visit all pages that can be reached, and stop when none is left.

A crawler begins at one page and follows its links. A colleague has written
`crawl`, and it worked well on a good day. It runs, and it is wrong: repair it.

You write  crawl
Tools      asyncio.Queue, task_done, join, try and finally, asyncio.TaskGroup
Level      core
Time       25 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

# Call it with a page, and await its links. A fetch that is cancelled may
# take a while to clean up, and ends cancelled.
FetchLinks = Callable[[str], Coroutine[Any, Any, list[str]]]


async def crawl(fetch_links: FetchLinks, start: str, workers: int) -> list[str]:
    """Fetch all pages that are reached from `start`; return them in any order.

    Each page is fetched once, however many pages link to it. At most `workers`
    pages (at least 1) are fetched at the same time; a page that is known waits
    only while that many are being fetched.

    A page that fails (an Exception) is skipped: it is not returned, and the
    others are fetched all the same.

    Cancelled, it cancels what it started, waits until that has ended, and is
    cancelled itself.

    Example:
        await crawl(fetch_links, "home", 3)  ->  ["home", "news", "shop",
            "cart"]
    """
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
