"""Cancels what gather returns, and gets a CancelledError of its own making.

Caught by: test_all_of_them_end
"""

import asyncio


async def cancel_all(tasks):
    others = [t for t in tasks if t is not asyncio.current_task()]
    together = asyncio.gather(*others, return_exceptions=True)
    together.cancel()
    ends = await together
    return [end for end in ends if isinstance(end, Exception)]
