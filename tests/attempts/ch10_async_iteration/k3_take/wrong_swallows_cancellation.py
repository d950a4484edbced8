"""Returns what it has when it is cancelled.

Caught by: test_a_cancellation_closes_the_source
"""

import asyncio


async def take(source, n):
    taken = []
    try:
        for _ in range(n):
            taken.append(await anext(source))
    except (StopAsyncIteration, asyncio.CancelledError):
        pass
    finally:
        await source.aclose()
    return taken
