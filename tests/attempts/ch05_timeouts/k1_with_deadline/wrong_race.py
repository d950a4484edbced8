"""A race against a sleep, which goes on when the work has won.

Caught by: test_nothing_is_left_after_a_result
"""

import asyncio


async def with_deadline(coro, seconds, default):
    work = asyncio.create_task(coro)
    alarm = asyncio.create_task(asyncio.sleep(seconds))
    try:
        await asyncio.wait([work, alarm], return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            return work.result()
        return default
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
