"""Asks each source for one item, in turn.

Caught by: test_items_come_as_they_arrive
"""

import asyncio


async def merge(*sources):
    left = list(sources)
    try:
        while left:
            for source in list(left):
                try:
                    yield await anext(source)
                except StopAsyncIteration:
                    left.remove(source)
    finally:
        await asyncio.gather(*[s.aclose() for s in sources])
