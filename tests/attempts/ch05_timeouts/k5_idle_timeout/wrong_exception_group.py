"""Reads in a task group, so that an exception comes out in a group.

Caught by: test_an_exception_of_the_source_comes_out
"""

import asyncio


async def idle_timeout(messages, idle):
    loop = asyncio.get_running_loop()
    got = []
    limit = asyncio.timeout(idle)

    async def read():
        async for message in messages:
            got.append(message)
            limit.reschedule(loop.time() + idle)

    try:
        async with limit:
            async with asyncio.TaskGroup() as group:
                group.create_task(read())
    except TimeoutError:
        if limit.expired():
            raise SilenceError(got) from None
        raise
    return got
