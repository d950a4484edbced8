"""asyncio.wait refuses to wait for nothing.

Caught by: test_no_ids_no_answers
"""

import asyncio


async def fetch_all(fetch, ids):
    tasks = [asyncio.create_task(fetch(i)) for i in ids]
    await asyncio.wait(tasks)
    return [t.result() for t in tasks]
