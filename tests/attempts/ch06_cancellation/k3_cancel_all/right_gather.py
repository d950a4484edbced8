"""Asks all, and gathers their ends."""

import asyncio


async def cancel_all(tasks):
    me = asyncio.current_task()
    tasks = set(tasks) - {me}
    for t in tasks:
        t.cancel("the program ends")
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    return [
        end
        for end in ends
        if isinstance(end, BaseException)
        and not isinstance(end, asyncio.CancelledError)
    ]
