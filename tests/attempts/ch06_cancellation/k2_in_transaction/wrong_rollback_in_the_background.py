"""Starts the rollback, and goes on before it has ended.

Caught by: test_the_rollback_is_over_before_it_ends
"""

import asyncio


async def in_transaction(tx, work):
    await tx.begin()
    try:
        result = await work()
        await tx.commit()
        return result
    except BaseException:
        rollback = asyncio.create_task(tx.rollback())
        await asyncio.sleep(0)
        raise
