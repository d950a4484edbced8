"""Fetches as many pages as there are workers, and waits for all of these.

Caught by: test_a_slow_page_holds_up_no_other
"""

import asyncio


async def crawl(fetch_links, start, workers):
    todo, seen, pages = [start], {start}, []
    while todo:
        batch, todo = todo[:workers], todo[workers:]
        answers = await asyncio.gather(*map(fetch_links, batch), return_exceptions=True)
        for page, links in zip(batch, answers):
            if not isinstance(links, Exception):
                pages.append(page)
                todo += [link for link in dict.fromkeys(links) if link not in seen]
                seen.update(links)
    return pages
