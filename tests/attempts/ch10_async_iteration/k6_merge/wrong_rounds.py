"""Takes one item of each source, round after round.

Caught by: test_each_message_as_soon_as_it_is_there
"""

import asyncio


async def merge(*sources):
    sources = list(sources)
    end = object()
    try:
        left = list(sources)
        while left:

            async def step(source):
                return await anext(source, end)

            items = await asyncio.gather(*(step(source) for source in left))
            left = [s for s, item in zip(left, items) if item is not end]
            for item in items:
                if item is not end:
                    yield item
    finally:
        for source in sources:
            await source.aclose()
