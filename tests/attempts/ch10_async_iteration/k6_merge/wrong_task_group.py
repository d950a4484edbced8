"""Yields inside a task group, which cancels the task of its user.

Caught by: test_a_failure_does_not_disturb_a_user_at_work
"""

import asyncio
import contextlib

END = object()


async def merge(*sources):
    queue = asyncio.Queue(1)

    async def pump(source):
        async with contextlib.aclosing(source):
            async for item in source:
                await queue.put(item)
        await queue.put(END)

    try:
        async with asyncio.TaskGroup() as group:
            pumps = [group.create_task(pump(s)) for s in sources]
            try:
                left = len(sources)
                while left:
                    item = await queue.get()
                    if item is END:
                        left -= 1
                    else:
                        yield item
            except GeneratorExit:
                for p in pumps:
                    p.cancel()
                await asyncio.wait(pumps)
                return
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
