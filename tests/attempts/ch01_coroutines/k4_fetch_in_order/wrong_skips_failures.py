"""Goes on after a failure.

Caught by: test_a_failure_ends_it
"""


async def fetch_in_order(fetch, ids):
    pages = []
    for x in ids:
        try:
            pages.append(await fetch(x))
        except Exception:
            pass
    return pages
