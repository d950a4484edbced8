"""Meets the cancellation, tidies up, and goes on.

Caught by: test_a_cancellation_is_never_lost
"""

import asyncio


async def fetch_group(fetch, ids):
    tasks = []
    try:
        async with asyncio.TaskGroup() as tg:
            for id in ids:
                tasks.append(tg.create_task(fetch(id)))
    except asyncio.CancelledError:
        print("cancelled")
    return [t.result() for t in tasks if not t.cancelled()]
