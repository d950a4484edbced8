"""Fetches level by level, a few pages at a time.

Caught by: test_a_slow_page_holds_up_no_other
"""

import asyncio


async def crawl(fetch_links, start, workers):
    limit = asyncio.Semaphore(workers)
    seen, level, pages = {start}, [start], []

    async def fetch(page):
        async with limit:
            return await fetch_links(page)

    while level:
        results = await asyncio.gather(
            *[fetch(page) for page in level], return_exceptions=True
        )
        found = []
        for page, links in zip(level, results):
            if isinstance(links, Exception):
                continue
            pages.append(page)
            for link in links:
                if link not in seen:
                    seen.add(link)
                    found.append(link)
        level = found
    return pages
