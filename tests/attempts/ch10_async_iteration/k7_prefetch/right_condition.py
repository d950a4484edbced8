"""A deque, and a condition that both sides wait on."""

import asyncio
from collections import deque
from contextlib import aclosing


async def prefetch(source, n):
    ready = deque()
    changed = asyncio.Condition()
    state = {"over": False, "error": None}

    async def read():
        try:
            async with aclosing(source) as items:
                while True:
                    async with changed:
                        await changed.wait_for(lambda: len(ready) < n)
                    try:
                        item = await anext(items)
                    except StopAsyncIteration:
                        break
                    async with changed:
                        ready.append(item)
                        changed.notify_all()
        except Exception as error:
            state["error"] = error
        async with changed:
            state["over"] = True
            changed.notify_all()

    task = asyncio.create_task(read())
    try:
        while True:
            async with changed:
                await changed.wait_for(lambda: ready or state["over"])
                if not ready:
                    break
                item = ready.popleft()
                changed.notify_all()
            yield item
        if state["error"]:
            raise state["error"]
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
