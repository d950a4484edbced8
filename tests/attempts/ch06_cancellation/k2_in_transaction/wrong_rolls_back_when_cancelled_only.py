"""Adds the CancelledError, and forgets a commit that is cancelled.

Caught by: test_a_cancelled_commit_is_rolled_back
"""

import asyncio


async def in_transaction(tx, work):
    await tx.begin()
    try:
        result = await work()
    except (Exception, asyncio.CancelledError):
        await tx.rollback()
        raise
    try:
        await tx.commit()
    except Exception:
        await tx.rollback()
        raise
    return result
