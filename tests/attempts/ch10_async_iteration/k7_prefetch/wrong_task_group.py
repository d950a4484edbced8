"""Yields inside a task group, which cancels the task of its user.

Caught by: test_a_failure_does_not_disturb_a_user_at_work
"""

import asyncio
from contextlib import aclosing

END = object()


async def prefetch(source, n):
    queue = asyncio.Queue(n)

    async def fill():
        async with aclosing(source):
            async for item in source:
                await queue.put(item)
        await queue.put(END)

    try:
        async with asyncio.TaskGroup() as group:
            filler = group.create_task(fill())
            try:
                while (item := await queue.get()) is not END:
                    yield item
            except GeneratorExit:
                filler.cancel()
                await asyncio.wait([filler])
                return
    except* OSError as group:
        raise group.exceptions[0]
