"""wait_for around wait: what it cancels is the waiting."""

import asyncio


async def stop_within(tasks, grace):
    tasks = set(tasks)
    for t in tasks:
        t.cancel()
    try:
        if tasks:
            await asyncio.wait_for(asyncio.wait(tasks), grace)
    except TimeoutError:
        pass
    return {t for t in tasks if not t.done()}
