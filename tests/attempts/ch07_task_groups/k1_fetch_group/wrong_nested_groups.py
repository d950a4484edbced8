"""A group in a group: the outer ones hear of a failure when the inner one has ended.

Caught by: test_the_others_have_cleaned_up
"""

import asyncio


async def fetch_group(fetch, ids):
    ids = list(ids)
    if not ids:
        return []
    async with asyncio.TaskGroup() as group:
        first = group.create_task(fetch(ids[0]))
        rest = group.create_task(fetch_group(fetch, ids[1:]))
    return [first.result(), *rest.result()]
