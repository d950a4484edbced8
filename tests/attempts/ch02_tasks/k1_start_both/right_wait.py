"""Waits for the first exception, and tidies up."""

import asyncio


async def start_both(first, second):
    one, other = asyncio.create_task(first), asyncio.create_task(second)
    done, pending = await asyncio.wait(
        {one, other}, return_when=asyncio.FIRST_EXCEPTION
    )
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    for task in done:
        task.result()
    return one.result(), other.result()
