"""Watches each worker by itself; what it raises while it is cancelled is lost.

Caught by: test_every_failure_comes_out
"""

import asyncio


async def run_until(stop, *workers):
    async def watch(worker):
        work = asyncio.create_task(worker)
        ear = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait([work, ear], return_when=asyncio.FIRST_COMPLETED)
        finally:
            work.cancel()
            ear.cancel()
            await asyncio.gather(work, ear, return_exceptions=True)
            if not work.cancelled():
                work.exception()
        if not work.cancelled():
            work.result()

    async with asyncio.TaskGroup() as group:
        for worker in workers:
            group.create_task(watch(worker))
