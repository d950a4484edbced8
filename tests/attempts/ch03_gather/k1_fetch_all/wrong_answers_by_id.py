"""Writes each answer down under its id.

Caught by: test_the_same_id_may_have_two_answers
"""

import asyncio


async def fetch_all(fetch, ids):
    ids = list(ids)
    found = {}

    async def one(id):
        found[id] = await fetch(id)

    await asyncio.gather(*(one(id) for id in ids))
    return [found[id] for id in ids]
