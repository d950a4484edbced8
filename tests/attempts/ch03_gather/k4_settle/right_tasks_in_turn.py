"""Makes all tasks, and awaits them in turn."""

import asyncio


async def settle(coros):
    tasks = [asyncio.create_task(c) for c in coros]
    results, errors = [], []
    for t in tasks:
        try:
            results.append(await t)
        except (Exception, asyncio.CancelledError) as e:
            errors.append(e)
    return results, errors
