"""When it is cancelled, it waits on until all of them have ended."""

import asyncio


async def cancel_all(tasks):
    others = []
    for t in tasks:
        if t is not asyncio.current_task():
            t.cancel()
            others.append(t)
    cancelled = False
    while any(not t.done() for t in others):
        try:
            await asyncio.wait(others)
        except asyncio.CancelledError:
            cancelled = True
    if cancelled:
        raise asyncio.CancelledError()
    failures = []
    for t in others:
        try:
            t.result()
        except asyncio.CancelledError:
            pass
        except Exception as e:
            failures.append(e)
    return failures
