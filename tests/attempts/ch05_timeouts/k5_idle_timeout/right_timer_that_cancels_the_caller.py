"""A timer cancels the caller's task, and takes that back when it has heard of it."""

import asyncio


async def idle_timeout(messages, idle):
    loop, me = asyncio.get_running_loop(), asyncio.current_task()
    before = me.cancelling()
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
        if rang and me.uncancel() <= before:
            raise SilenceError(got)
        raise
    finally:
        timer.cancel()
    return got
