"""Cancels all together by cancelling one gather, and takes that for the end.

Caught by: test_a_cancellation_is_never_lost
"""

import asyncio


async def run_until(stop, *workers):
    async def everybody():
        async with asyncio.TaskGroup() as tg:
            for w in workers:
                tg.create_task(w)

    work = asyncio.create_task(everybody())
    waiter = asyncio.create_task(stop.wait())
    waiter.add_done_callback(lambda _: work.cancel())
    try:
        await work
    except asyncio.CancelledError:
        if not stop.is_set():
            raise
    finally:
        waiter.cancel()
        await asyncio.wait([waiter])
