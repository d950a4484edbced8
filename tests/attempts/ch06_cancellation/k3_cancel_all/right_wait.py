"""Asks all, waits, and looks at each task."""

import asyncio


async def cancel_all(tasks):
    tasks = [t for t in tasks if t != asyncio.current_task()]
    if not tasks:
        return []
    for t in tasks:
        t.cancel()
    done, _ = await asyncio.wait(tasks)
    return [t.exception() for t in done if not t.cancelled() and t.exception()]
