"""A timer cancels the task itself, and the cancellation is taken back."""

import asyncio


async def with_deadline(coro, seconds, default):
    me = asyncio.current_task()
    before = me.cancelling()
    late = False

    def too_late():
        nonlocal late
        late = True
        me.cancel()

    timer = asyncio.get_running_loop().call_later(seconds, too_late)
    try:
        return await coro
    except asyncio.CancelledError:
        if late and me.uncancel() <= before:
            return default
        raise
    finally:
        timer.cancel()
