"""Each worker is watched by a coroutine of its own, and they share a group."""

import asyncio


async def run_until(stop, *workers):
    async def watch(worker):
        work = asyncio.create_task(worker)
        ear = asyncio.create_task(stop.wait())
        cancelled = None
        try:
            await asyncio.wait([work, ear], return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError as error:
            cancelled = error
        work.cancel()
        ear.cancel()
        try:
            await asyncio.wait([work, ear])
        except asyncio.CancelledError as error:
            cancelled = error
            await asyncio.wait([work, ear])
        if not work.cancelled():
            work.result()
        if cancelled:
            raise cancelled

    async with asyncio.TaskGroup() as group:
        for worker in workers:
            group.create_task(watch(worker))
