"""Rolls back when it is cancelled, and then ends as if nothing had been.

Caught by: test_it_stays_cancelled
"""

import asyncio


async def in_transaction(tx, work):
    await tx.begin()
    try:
        result = await work()
        await tx.commit()
        return result
    except asyncio.CancelledError:
        await tx.rollback()
    except Exception:
        await tx.rollback()
        raise
