"""Its timer still rings when the work has long been done.

Caught by: test_nothing_comes_later
"""

import asyncio


async def with_deadline(coro, seconds, default):
    me = asyncio.current_task()
    late = False

    def ring():
        nonlocal late
        late = True
        me.cancel()

    asyncio.get_running_loop().call_later(seconds, ring)
    try:
        return await coro
    except asyncio.CancelledError:
        if late and not me.uncancel():
            return default
        raise
