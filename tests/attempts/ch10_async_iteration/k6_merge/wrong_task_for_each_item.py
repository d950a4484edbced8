"""Asks for each item in a new task.

Caught by: test_each_source_lives_in_one_task
"""

import asyncio


async def merge(*sources):
    asked = {asyncio.create_task(anext(s)): s for s in sources}
    try:
        while asked:
            done, _ = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                source = asked.pop(task)
                try:
                    item = task.result()
                except StopAsyncIteration:
                    continue
                asked[asyncio.create_task(anext(source))] = source
                yield item
    finally:
        for task in asked:
            task.cancel()
        await asyncio.gather(*asked, return_exceptions=True)
        await asyncio.gather(*[s.aclose() for s in sources], return_exceptions=True)
