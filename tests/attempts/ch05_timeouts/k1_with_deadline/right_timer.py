"""A timer cancels the task of the work."""

import asyncio


async def with_deadline(coro, seconds, default):
    work = asyncio.create_task(coro)
    rung = []

    def ring():
        rung.append(True)
        work.cancel()

    timer = asyncio.get_running_loop().call_later(seconds, ring)
    try:
        return await work
    except asyncio.CancelledError:
        if rung and not asyncio.current_task().cancelling():
            return default
        raise
    finally:
        timer.cancel()
