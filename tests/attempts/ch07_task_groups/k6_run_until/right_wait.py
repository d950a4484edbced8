"""One loop around asyncio.wait, without a task group."""

import asyncio


async def run_until(stop, *workers):
    tasks = [asyncio.create_task(worker) for worker in workers]
    stopped = asyncio.create_task(stop.wait())
    pending = set(tasks)
    try:
        while pending and not stopped.done():
            done, _ = await asyncio.wait(
                {stopped, *pending}, return_when=asyncio.FIRST_COMPLETED
            )
            pending -= done
            if any(not t.cancelled() and t.exception() for t in done):
                break
    finally:
        for task in [*tasks, stopped]:
            task.cancel()
        await asyncio.gather(*tasks, stopped, return_exceptions=True)
    errors = [t.exception() for t in tasks if not t.cancelled() and t.exception()]
    if errors:
        raise ExceptionGroup("workers failed", errors)
