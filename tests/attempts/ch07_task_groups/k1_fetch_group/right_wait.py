"""Waits for the first exception, and makes the group itself."""

import asyncio


async def fetch_group(fetch, ids):
    tasks = [asyncio.create_task(fetch(id)) for id in ids]
    if not tasks:
        return []
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.wait(tasks)
    errors = [t.exception() for t in tasks if not t.cancelled() and t.exception()]
    if errors:
        raise ExceptionGroup("requests failed", errors)
    return [t.result() for t in tasks]
