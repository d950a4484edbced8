"""Returns coroutines that nobody has awaited.

Caught by: test_it_returns_the_answers_in_order
"""


async def fetch_in_order(fetch, ids):
    return [fetch(x) for x in ids]
