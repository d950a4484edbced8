"""Raises the error of the worker without a group.

Caught by: test_a_failure_comes_out_in_a_group
"""

import asyncio


async def run_until(stop, *workers):
    everybody = asyncio.gather(*workers)
    waiter = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait([everybody, waiter], return_when=asyncio.FIRST_COMPLETED)
        if everybody.done():
            everybody.result()
    finally:
        everybody.cancel()
        waiter.cancel()
        await asyncio.gather(everybody, waiter, return_exceptions=True)
