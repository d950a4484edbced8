"""A timer cancels the task itself, and the cancellation stays.

Caught by: test_the_deadline_is_no_cancellation
"""

import asyncio


async def with_deadline(coro, seconds, default):
    task = asyncio.current_task()
    late = False

    def ring():
        nonlocal late
        late = True
        task.cancel()

    timer = asyncio.get_running_loop().call_later(seconds, ring)
    try:
        return await coro
    except asyncio.CancelledError:
        if late and task.cancelling() == 1:
            return default
        raise
    finally:
        timer.cancel()
