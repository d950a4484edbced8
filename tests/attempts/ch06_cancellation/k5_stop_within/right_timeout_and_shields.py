"""A timeout around a gathering of shields."""

import asyncio


async def stop_within(tasks, grace):
    tasks = list(tasks)
    for t in tasks:
        t.cancel()
    try:
        async with asyncio.timeout(grace):
            await asyncio.gather(
                *(asyncio.shield(t) for t in tasks), return_exceptions=True
            )
    except TimeoutError:
        pass
    return {t for t in tasks if not t.done()}
