"""Tries again after every CancelledError, also that of the save.

Caught by: test_a_save_may_be_cancelled_itself
"""

import asyncio


async def finish_save(coro):
    task = asyncio.create_task(coro)
    cancelled = None
    while True:
        try:
            result = await asyncio.shield(task)
        except asyncio.CancelledError as e:
            cancelled = e
        except Exception:
            if cancelled:
                raise cancelled
            raise
        else:
            if cancelled:
                raise cancelled
            return result
