"""Lets the loop set a future at the time of each tick."""

import asyncio


async def ticker(interval, count):
    loop = asyncio.get_running_loop()
    start = loop.time()
    for number in range(count):
        due = loop.create_future()
        timer = loop.call_at(start + interval * (number + 1), _set, due)
        try:
            await due
        finally:
            timer.cancel()
        yield number


def _set(future):
    if not future.done():
        future.set_result(None)
