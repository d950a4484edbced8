"""One wait with a timeout, and who is not done."""

import asyncio


async def stop_within(tasks, grace):
    everybody = list(tasks)
    for t in everybody:
        t.cancel()
    if everybody:
        await asyncio.wait(everybody, timeout=grace)
    return {t for t in everybody if not t.done()}
