"""Awaits each task, and takes every CancelledError for that of the task.

Caught by: test_your_own_cancellation_comes_out
"""

import asyncio


async def cancel_all(tasks):
    others = [t for t in tasks if t is not asyncio.current_task()]
    for t in others:
        t.cancel()
    errors = []
    for t in others:
        try:
            await t
        except asyncio.CancelledError:
            pass
        except Exception as e:
            errors.append(e)
    return errors
