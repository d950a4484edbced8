"""Takes a cancellation of long ago for a new one.

Caught by: test_it_may_be_used_while_its_caller_cleans_up
"""

import asyncio


async def cancel_all(tasks):
    me = asyncio.current_task()
    others = [t for t in tasks if t is not me]
    for t in others:
        t.cancel()
    errors = []
    for t in others:
        try:
            await t
        except asyncio.CancelledError:
            if me.cancelling():
                raise
        except Exception as e:
            errors.append(e)
    return errors
