"""Gathers all pages of a level.

Caught by: test_a_few_are_fetched_at_the_same_time
"""

import asyncio


async def crawl(fetch_links, start, workers):
    seen, level, pages = {start}, [start], []
    while level:
        results = await asyncio.gather(
            *[fetch_links(page) for page in level], return_exceptions=True
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
