"""A deque behind a condition."""

import asyncio
import contextlib
from collections import deque


async def prefetch(source, n):
    ready = deque()
    changed = asyncio.Condition()
    over = False
    error = None

    async def produce():
        nonlocal over, error
        try:
            async with contextlib.aclosing(source):
                async for item in source:
                    async with changed:
                        ready.append(item)
                        changed.notify_all()
                        await changed.wait_for(lambda: len(ready) < n)
        except Exception as e:
            error = e
        async with changed:
            over = True
            changed.notify_all()

    producer = asyncio.create_task(produce())
    try:
        while True:
            async with changed:
                await changed.wait_for(lambda: ready or over)
                if not ready:
                    break
                item = ready.popleft()
                changed.notify_all()
            yield item
        if error:
            raise error
    finally:
        producer.cancel()
        await asyncio.wait([producer])
