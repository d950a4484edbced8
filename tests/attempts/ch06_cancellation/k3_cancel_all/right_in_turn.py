"""Asks all; then waits for one after another, which takes no longer."""

import asyncio


async def cancel_all(tasks):
    pending = [t for t in tasks if t is not asyncio.current_task()]
    for t in pending:
        t.cancel()
    errors = []
    for t in pending:
        await asyncio.wait([t])
        if not t.cancelled() and t.exception() is not None:
            errors.append(t.exception())
    return errors
