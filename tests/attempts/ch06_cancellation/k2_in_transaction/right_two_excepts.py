"""Names CancelledError beside Exception."""

import asyncio


async def in_transaction(tx, work):
    await tx.begin()
    try:
        value = await work()
        await tx.commit()
    except (Exception, asyncio.CancelledError):
        await tx.rollback()
        raise
    else:
        return value
