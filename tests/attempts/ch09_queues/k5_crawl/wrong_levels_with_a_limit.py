"""One level after another, a few at a time.

Caught by: test_a_slow_page_holds_up_nobody
"""

import asyncio


async def crawl(fetch_links, start, workers):
    slots = asyncio.Semaphore(workers)

    async def fetch(page):
        async with slots:
            return await fetch_links(page)

    seen, level, found = {start}, [start], []
    while level:
        results = await asyncio.gather(*map(fetch, level), return_exceptions=True)
        new = []
        for page, links in zip(level, results):
            if isinstance(links, Exception):
                continue
            found.append(page)
            for link in links:
                if link not in seen:
                    seen.add(link)
                    new.append(link)
        level = new
    return found
