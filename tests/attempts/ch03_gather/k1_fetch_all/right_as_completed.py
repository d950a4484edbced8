"""Takes them as they come, and puts them into their places."""

import asyncio


async def fetch_all(fetch, ids):
    async def numbered(number, x):
        return number, await fetch(x)

    found = {}
    for done in asyncio.as_completed([numbered(n, x) for n, x in enumerate(ids)]):
        number, value = await done
        found[number] = value
    return [found[number] for number in sorted(found)]
