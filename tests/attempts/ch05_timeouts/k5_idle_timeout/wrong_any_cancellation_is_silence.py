"""A timer cancels the caller's task, and so each cancellation looks like silence.

Caught by: test_a_cancellation_is_no_silence
"""

import asyncio


async def idle_timeout(messages, idle):
    loop, me = asyncio.get_running_loop(), asyncio.current_task()
    got = []
    timer = loop.call_later(idle, me.cancel)
    try:
        async for message in messages:
            timer.cancel()
            timer = loop.call_later(idle, me.cancel)
            got.append(message)
    except asyncio.CancelledError:
        me.uncancel()
        raise SilenceError(got)
    finally:
        timer.cancel()
    return got
