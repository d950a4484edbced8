"""Makes a task, waits for it so long, and tidies up in any case."""

import asyncio


async def with_deadline(coro, seconds, default):
    task = asyncio.ensure_future(coro)
    try:
        done, _ = await asyncio.wait([task], timeout=seconds)
        return task.result() if done else default
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
