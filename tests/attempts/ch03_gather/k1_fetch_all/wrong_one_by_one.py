"""Awaits each request before the next one is made.

Caught by: test_they_are_fetched_together
"""


async def fetch_all(fetch, ids):
    return [await fetch(x) for x in ids]
