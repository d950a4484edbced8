"""Gathers, and waits for the gathering with a timeout."""

import asyncio


async def stop_within(tasks, grace):
    tasks = list(tasks)
    for t in tasks:
        t.cancel()
    together = asyncio.ensure_future(asyncio.gather(*tasks, return_exceptions=True))
    await asyncio.wait([together], timeout=grace)
    return {t for t in tasks if not t.done()}
