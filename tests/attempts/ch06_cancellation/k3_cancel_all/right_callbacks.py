"""Callbacks of the tasks collect the failures, and count."""

import asyncio


async def cancel_all(tasks):
    left = {t for t in tasks if t is not asyncio.current_task()}
    errors = []
    over = asyncio.Event()

    def ended(t):
        left.discard(t)
        if not t.cancelled() and t.exception():
            errors.append(t.exception())
        if not left:
            over.set()

    if not left:
        return []
    for t in list(left):
        t.add_done_callback(ended)
        t.cancel()
    await over.wait()
    return errors
