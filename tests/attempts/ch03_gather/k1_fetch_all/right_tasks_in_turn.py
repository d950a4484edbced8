"""Makes all tasks first, and awaits them one by one."""

import asyncio


async def fetch_all(fetch, ids):
    tasks = [asyncio.create_task(fetch(x)) for x in ids]
    return [await task for task in tasks]
