"""Shields the work, which then goes on beside the rollback.

Caught by: test_a_cancellation_is_rolled_back
"""

import asyncio


async def in_transaction(tx, work):
    await tx.begin()
    try:
        result = await asyncio.shield(work())
        await tx.commit()
        return result
    except BaseException:
        await tx.rollback()
        raise
