"""Awaits in a list comprehension."""


async def fetch_in_order(fetch, ids):
    return [await fetch(x) for x in ids]
