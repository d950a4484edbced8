"""Counts with callbacks, and waits for a future."""

import asyncio


async def stop_within(tasks, grace):
    left = {t for t in tasks if not t.done()}
    if not left:
        return set()
    loop = asyncio.get_running_loop()
    over = loop.create_future()

    def ended(task):
        left.discard(task)
        if not left and not over.done():
            over.set_result(None)

    def time_is_up():
        if not over.done():
            over.set_result(None)

    for t in list(left):
        t.add_done_callback(ended)
        t.cancel()
    timer = loop.call_later(grace, time_is_up)
    try:
        await over
    finally:
        timer.cancel()
    return set(left)
