"""Callbacks count who has ended, and an event says that all have."""

import asyncio


async def collect_within(coros, seconds):
    tasks = [asyncio.create_task(coro) for coro in coros]
    left, found, all_ended = set(tasks), {}, asyncio.Event()
    time_is_up = False

    def ended(task):
        if not task.cancelled() and task.exception() is None and not time_is_up:
            found[task] = task.result()
        left.discard(task)
        if not left:
            all_ended.set()

    for task in tasks:
        task.add_done_callback(ended)
    try:
        if tasks:
            async with asyncio.timeout(seconds):
                await all_ended.wait()
    except TimeoutError:
        pass
    finally:
        time_is_up = True
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return [found[task] for task in tasks if task in found]
