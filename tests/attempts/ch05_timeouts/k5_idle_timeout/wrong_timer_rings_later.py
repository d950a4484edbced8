"""Stops its timer when a message comes, not when the source ends.

Caught by: test_after_the_end_the_caller_is_left_alone
"""

import asyncio


async def idle_timeout(messages, idle):
    loop, me = asyncio.get_running_loop(), asyncio.current_task()
    rang, got = False, []

    def ring():
        nonlocal rang
        rang = True
        me.cancel()

    timer = loop.call_later(idle, ring)
    try:
        async for message in messages:
            timer.cancel()
            timer = loop.call_later(idle, ring)
            got.append(message)
    except asyncio.CancelledError:
        if rang and me.uncancel() == 0:
            raise SilenceError(got)
        raise
    return got
