"""A timer cancels the tasks, and gather waits for them."""

import asyncio


async def collect_within(coros, seconds):
    tasks = [asyncio.create_task(coro) for coro in coros]

    def time_is_up():
        for task in tasks:
            task.cancel()

    timer = asyncio.get_running_loop().call_later(seconds, time_is_up)
    try:
        results = await asyncio.gather(*tasks, return_exceptions=True)
    finally:
        timer.cancel()
    return [r for r in results if not isinstance(r, BaseException)]
