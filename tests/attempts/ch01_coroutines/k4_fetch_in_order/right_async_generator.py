"""Collects what an asynchronous generator yields."""


async def fetch_in_order(fetch, ids):
    async def pages():
        for x in ids:
            yield await fetch(x)

    return [page async for page in pages()]
