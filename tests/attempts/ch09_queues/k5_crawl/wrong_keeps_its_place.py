"""Keeps its place while it waits for the pages that it links to.

Caught by: test_all_pages_are_found
"""

import asyncio


async def crawl(fetch_links, start, workers):
    limit = asyncio.Semaphore(workers)
    seen, pages = {start}, []

    async def visit(page):
        async with limit:
            try:
                links = await fetch_links(page)
            except Exception:
                return
            pages.append(page)
            new = [link for link in dict.fromkeys(links) if link not in seen]
            seen.update(new)
            async with asyncio.TaskGroup() as tg:
                for link in new:
                    tg.create_task(visit(link))

    await visit(start)
    return pages
