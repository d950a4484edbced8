"""Once its timer has rung, it forgets that somebody else may have cancelled too.

Caught by: test_a_cancellation_wins_over_silence
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
        if rang:
            me.uncancel()
            raise SilenceError(got)
        raise
    finally:
        timer.cancel()
    return got
