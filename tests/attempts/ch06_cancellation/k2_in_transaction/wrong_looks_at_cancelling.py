"""Rolls back whenever somebody asked the task to stop, also where the work dealt with it.

Caught by: test_work_may_deal_with_its_cancellation
"""

import asyncio


async def in_transaction(tx, work):
    await tx.begin()
    try:
        result = await work()
        if asyncio.current_task().cancelling():
            raise asyncio.CancelledError
        await tx.commit()
    except BaseException:
        await tx.rollback()
        raise
    return result
