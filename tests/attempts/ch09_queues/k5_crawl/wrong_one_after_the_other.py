"""Fetches one page after the other.

Caught by: test_a_few_are_fetched_at_the_same_time
"""


async def crawl(fetch_links, start, workers):
    todo, pages = [start], []
    for page in todo:
        try:
            links = await fetch_links(page)
        except Exception:
            continue
        pages.append(page)
        todo += [link for link in dict.fromkeys(links) if link not in todo]
    return pages
