"""When it is cancelled, the gathering cancels the tasks a second time.

Caught by: test_a_cancellation_is_raised_at_once
"""

import asyncio


async def stop_within(tasks, grace):
    tasks = list(tasks)
    for t in tasks:
        t.cancel()
    together = asyncio.gather(*tasks, return_exceptions=True)
    try:
        await asyncio.wait([together], timeout=grace)
    except asyncio.CancelledError:
        together.cancel()
        raise
    return {t for t in tasks if not t.done()}
