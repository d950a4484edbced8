"""A page that fails ends its worker, and join never ends.

Caught by: test_a_page_that_fails
"""


async def crawl(
    fetch_links: Callable[[str], Awaitable[Iterable[str]]], start: str, workers: int
) -> list[str]:
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
