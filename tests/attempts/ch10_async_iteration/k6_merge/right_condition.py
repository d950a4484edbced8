"""A deque behind a condition; each source waits until its item was taken."""

import asyncio
from collections import deque


async def merge(*sources):
    ready = deque()
    changed = asyncio.Condition()
    running = len(sources)
    errors = []

    async def read(number, source):
        nonlocal running
        try:
            async for item in source:
                async with changed:
                    ready.append((number, item))
                    changed.notify_all()
                    await changed.wait_for(
                        lambda: all(who != number for who, _ in ready)
                    )
        except Exception as error:
            errors.append(error)
        finally:
            await source.aclose()
        running -= 1
        async with changed:
            changed.notify_all()

    tasks = [asyncio.create_task(read(n, s)) for n, s in enumerate(sources)]
    try:
        while True:
            async with changed:
                await changed.wait_for(lambda: ready or errors or not running)
                if ready:
                    _, item = ready.popleft()
                    changed.notify_all()
                elif errors:
                    raise errors[0]
                else:
                    return
            yield item
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
