"""Shields the task again and again."""

import asyncio


async def finish_save(coro):
    inner = asyncio.ensure_future(coro)
    cancel = None
    while not inner.done():
        try:
            await asyncio.shield(inner)
        except asyncio.CancelledError as e:
            if not inner.cancelled():
                cancel = e
        except Exception:
            break
    if cancel:
        raise cancel
    return inner.result()
