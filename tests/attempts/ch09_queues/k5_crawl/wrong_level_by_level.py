"""Gathers the pages of one level after another.

Caught by: test_a_few_at_a_time
"""

import asyncio


async def crawl(fetch_links, start, workers):
    seen, level, found = {start}, [start], []
    while level:
        results = await asyncio.gather(
            *(fetch_links(page) for page in level), return_exceptions=True
        )
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
