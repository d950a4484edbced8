"""After a failure it raises, and the other workers go on.

Caught by: test_a_failure_cancels_the_others
"""

import asyncio


async def run_until(stop, *workers):
    work = asyncio.gather(*workers)
    waiter = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait([work, waiter], return_when=asyncio.FIRST_COMPLETED)
    finally:
        work.cancel()
        waiter.cancel()
        await asyncio.gather(work, waiter, return_exceptions=True)
    if not work.cancelled() and isinstance(work.exception(), Exception):
        raise ExceptionGroup("failed", [work.exception()])
