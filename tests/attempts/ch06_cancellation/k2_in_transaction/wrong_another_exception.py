"""Makes an exception of its own out of a cancellation.

Caught by: test_it_stays_cancelled
"""

import asyncio


async def in_transaction(tx, work):
    await tx.begin()
    try:
        result = await work()
        await tx.commit()
    except asyncio.CancelledError:
        await tx.rollback()
        raise RuntimeError("transaction was cancelled")
    except BaseException:
        await tx.rollback()
        raise
    return result
