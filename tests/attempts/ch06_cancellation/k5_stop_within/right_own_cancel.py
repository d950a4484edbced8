"""A timer cancels this very task, which takes that back."""

import asyncio


async def stop_within(tasks, grace):
    tasks = list(tasks)
    for t in tasks:
        t.cancel()
    me, rang = asyncio.current_task(), []

    def ring():
        rang.append(True)
        me.cancel()

    timer = asyncio.get_running_loop().call_later(grace, ring)
    try:
        for t in tasks:
            await asyncio.wait([t])
    except asyncio.CancelledError:
        if not rang or me.uncancel() > 0:
            raise
    finally:
        timer.cancel()
    return {t for t in tasks if not t.done()}
