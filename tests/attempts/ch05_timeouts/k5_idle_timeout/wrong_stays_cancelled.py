"""Cancels the caller's task, and never takes that back.

Caught by: test_after_the_silence_the_caller_is_not_cancelled
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
        if rang and me.cancelling() == 1:
            raise SilenceError(got)
        raise
    finally:
        timer.cancel()
    return got
