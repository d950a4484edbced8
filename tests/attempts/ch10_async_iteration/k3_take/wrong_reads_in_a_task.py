"""Does all of it in another task.

Caught by: test_all_of_it_happens_in_one_task
"""

import asyncio
from contextlib import aclosing


async def take(source, n):
    async def read():
        taken = []
        async with aclosing(source):
            if n == 0:
                return taken
            async for item in source:
                taken.append(item)
                if len(taken) == n:
                    break
        return taken

    return await asyncio.create_task(read())
