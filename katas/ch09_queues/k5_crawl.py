"""Follow all links, and stop when there are none left.

A search engine begins at one page, follows its links, and the links of those pages,
until it knows them all. A few pages are fetched at a time. A colleague has written
`crawl`. It runs, and it is wrong: repair it, so that it does what its docstring says.

You write  crawl
Tools      asyncio.Queue, task_done, join
Level      core
Time       30 minutes
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable


async def crawl(
    fetch_links: Callable[[str], Awaitable[Iterable[str]]], start: str, workers: int
) -> list[str]:
    """Return all pages that can be reached from `start`, in any order.

    `await fetch_links(page)` fetches a page, and returns the pages that it links to. No
    page is fetched twice, and at most `workers` (1 or more) are being fetched at the
    same time. A page begins to be fetched as soon as its name is known and a worker is
    free.

    A page that cannot be fetched (`fetch_links` raises an Exception) is left out of the
    result, and that changes nothing for the others. When no page is being fetched and
    none waits, this returns; then nothing is at work any more.

    Example:
        await crawl(fetch_links, "home", 3)  ->  ["home", "news", "about", "contact"]

    Raises:
        asyncio.CancelledError: somebody cancels this. Then what was at work is
            cancelled, and has ended when it is raised.
    """
    seen = {start}
    found: list[str] = []
    queue: asyncio.Queue[str] = asyncio.Queue()
    queue.put_nowait(start)

    async def work() -> None:
        while True:
            page = await queue.get()
            links = await fetch_links(page)
            found.append(page)
            for link in links:
                if link not in seen:
                    seen.add(link)
                    queue.put_nowait(link)
            queue.task_done()

    tasks = [asyncio.create_task(work()) for _ in range(workers)]
    await queue.join()
    for task in tasks:
        task.cancel()
    return found
