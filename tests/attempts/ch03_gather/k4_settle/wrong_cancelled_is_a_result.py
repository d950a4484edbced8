"""Takes CancelledError for an Exception.

Caught by: test_a_cancelled_one_is_an_error
"""

import asyncio


async def settle(coros):
    items = await asyncio.gather(*coros, return_exceptions=True)
    return (
        [item for item in items if not isinstance(item, Exception)],
        [item for item in items if isinstance(item, Exception)],
    )
