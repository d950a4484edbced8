"""Awaits within the comprehension.

Caught by: test_they_are_fetched_together
"""


async def fetch_dict(fetch, keys):
    return {key: await fetch(key) for key in dict.fromkeys(keys)}
