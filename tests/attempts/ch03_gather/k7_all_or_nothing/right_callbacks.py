"""Callbacks of the tasks cancel the others."""

import asyncio


async def all_or_nothing(coros):
    tasks = [asyncio.create_task(c) for c in coros]
    failed = []

    def ended(t):
        if not t.cancelled() and t.exception() is not None:
            failed.append(t.exception())
            for o in tasks:
                o.cancel()

    for t in tasks:
        t.add_done_callback(ended)
    try:
        await asyncio.gather(*tasks, return_exceptions=True)
    except asyncio.CancelledError:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    if failed:
        raise failed[0]
    return [t.result() for t in tasks]
