"""Asks its own task to stop once more, to pass the cancellation on.

Caught by: test_a_timeout_around_it
"""

import asyncio


async def in_transaction(tx, work):
    await tx.begin()
    try:
        result = await work()
        await tx.commit()
    except asyncio.CancelledError:
        await tx.rollback()
        asyncio.current_task().cancel()
        raise
    except BaseException:
        await tx.rollback()
        raise
    return result
