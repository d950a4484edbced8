"""Visit all pages that can be reached, and stop when none is left.

A crawler begins at one page and follows its links. Nobody knows beforehand how many
pages there are: the last one may bring a hundred new ones. And some of them are broken.
A colleague has written `crawl`, and it worked well on a good day. It runs, and it is
wrong: repair it, so that it does what its docstring says.

You write  crawl
Tools      asyncio.Queue, task_done, join, try and finally, asyncio.TaskGroup
Level      core
Time       25 minutes
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


async def crawl(
    fetch_links: Callable[[str], Coroutine[Any, Any, list[str]]],
    start: str,
    workers: int,
) -> list[str]:
    """Fetch all pages that can be reached from `start`; return those that have come.

    `await fetch_links(page)` returns the links of a page. It may name a page twice, or
    the page itself. Each page is fetched once, however many pages link to it.

    At most `workers` pages (at least 1) are fetched at the same time. A page is fetched
    as soon as a link to it has come, unless that many are being fetched already; then
    it waits until one of them has ended. It is open which of those that wait is next,
    and in which order the pages are returned.

    If `fetch_links` fails for a page, with any type of Exception, the page is skipped:
    it is not tried again, nor returned, and the other pages are fetched all the same.
    If that page is `start`, the list is empty.

    This returns as soon as no page is left to fetch, and nothing of it is at work then.

    Example:
        await crawl(fetch_links, "home", 3)  ->  ["home", "news", "shop", "cart"]

    Raises:
        asyncio.CancelledError: somebody cancels this, at any moment. The pages that are
            being fetched are cancelled. They may take a while to clean up, and end
            with a CancelledError then; when all have ended, this is raised. No other
            page is fetched any more.
    """
    queue: asyncio.Queue[str] = asyncio.Queue()
    queue.put_nowait(start)
    seen = {start}
    pages: list[str] = []

    async def work() -> None:
        while True:
            page = await queue.get()
            try:
                links = await fetch_links(page)
            except Exception:
                links = []
            else:
                pages.append(page)
            for link in links:
                if link not in seen:
                    seen.add(link)
                    queue.put_nowait(link)
            # Before its links were in the queue, join() might have found nothing left.
            queue.task_done()

    async with asyncio.TaskGroup() as group:
        crew = [group.create_task(work()) for _ in range(workers)]
        await queue.join()
        for worker in crew:
            worker.cancel()
    return pages
