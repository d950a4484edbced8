"""A timer cancels the task that asks."""

import asyncio


async def poll_until(check, interval, timeout):
    async def ask():
        while True:
            if await check():
                return
            await asyncio.sleep(interval)

    task = asyncio.create_task(ask())
    rung = False

    def ring():
        nonlocal rung
        rung = True
        task.cancel()

    timer = asyncio.get_running_loop().call_later(timeout, ring)
    try:
        await task
    except asyncio.CancelledError:
        if rung and asyncio.current_task().cancelling() == 0:
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
