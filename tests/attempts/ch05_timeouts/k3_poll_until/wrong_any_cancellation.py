"""Takes any cancellation for the timeout.

Caught by: test_a_cancellation_comes_out
"""

import asyncio


async def poll_until(check, interval, timeout):
    async def ask():
        while not await check():
            await asyncio.sleep(interval)

    task = asyncio.ensure_future(ask())
    timer = asyncio.get_running_loop().call_later(timeout, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        raise TimeoutError("not ready") from None
    finally:
        timer.cancel()
