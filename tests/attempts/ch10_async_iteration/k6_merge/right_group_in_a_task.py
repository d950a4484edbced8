"""A task group, but in a task of its own."""

import asyncio
import contextlib


async def merge(*sources):
    ready = asyncio.Queue()

    async def read(source):
        taken = asyncio.Event()
        async with contextlib.aclosing(source):
            async for item in source:
                taken.clear()
                ready.put_nowait((item, taken))
                await taken.wait()

    async def read_all():
        try:
            async with asyncio.TaskGroup() as group:
                for source in sources:
                    group.create_task(read(source))
        finally:
            ready.put_nowait(None)

    owner = asyncio.create_task(read_all())
    try:
        while (got := await ready.get()) is not None:
            item, taken = got
            taken.set()
            yield item
        try:
            await owner
        except BaseExceptionGroup as errors:
            raise errors.exceptions[0] from None
    finally:
        owner.cancel()
        await asyncio.gather(owner, return_exceptions=True)
