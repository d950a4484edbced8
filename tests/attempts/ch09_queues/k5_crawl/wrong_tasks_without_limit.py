"""A task for each link, and nobody counts them.

Caught by: test_a_few_at_a_time
"""

import asyncio


async def crawl(fetch_links, start, workers):
    seen = {start}
    found = []

    async with asyncio.TaskGroup() as group:

        async def visit(page):
            try:
                links = await fetch_links(page)
            except Exception:
                return
            found.append(page)
            for link in links:
                if link not in seen:
                    seen.add(link)
                    group.create_task(visit(link))

        group.create_task(visit(start))
    return found
