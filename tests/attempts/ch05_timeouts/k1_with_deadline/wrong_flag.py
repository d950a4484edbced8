"""Remembers that the timer rang, and forgets that the caller was cancelled as well.

Caught by: test_it_is_cancelled_at_the_deadline
"""

import asyncio


async def with_deadline(coro, seconds, default):
    work = asyncio.create_task(coro)
    late = []
    loop = asyncio.get_running_loop()
    timer = loop.call_later(seconds, lambda: (late.append(1), work.cancel()))
    try:
        return await work
    except asyncio.CancelledError:
        if late:
            return default
        raise
    finally:
        timer.cancel()
