"""Shields each undo, and shields it again after each cancellation."""

import asyncio


async def undo_steps(steps):
    done = []
    try:
        for step in steps:
            await step[0]()
            done.append(step[1])
    except BaseException as first:
        out = first
        while done:
            inner = asyncio.create_task(done.pop()())
            while not inner.done():
                try:
                    await asyncio.shield(inner)
                except asyncio.CancelledError as again:
                    if not inner.done() or not inner.cancelled():
                        out = again
                except Exception:
                    break
            if not inner.cancelled() and inner.exception() is not None:
                log.error("undo", exc_info=inner.exception())
        raise out
