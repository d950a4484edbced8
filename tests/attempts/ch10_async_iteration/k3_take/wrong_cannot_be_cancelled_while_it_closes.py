"""Goes on where it is cancelled while the source is closed.

Caught by: test_a_cancellation_while_the_source_is_closed
"""

import asyncio


async def take(source, n):
    taken = []
    try:
        while len(taken) < n:
            taken.append(await anext(source))
    except StopAsyncIteration:
        pass
    finally:
        try:
            await source.aclose()
        except asyncio.CancelledError:
            pass
    return taken
