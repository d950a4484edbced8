"""Waits for a while, then ends all of them."""

import asyncio


async def collect_within(coros, seconds):
    tasks = [asyncio.ensure_future(c) for c in coros]
    if not tasks:
        return []
    done = set()
    try:
        done, pending = await asyncio.wait(tasks, timeout=seconds)
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return [
        t.result()
        for t in tasks
        if t in done and not t.cancelled() and t.exception() is None
    ]
