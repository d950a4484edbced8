"""Gives the rollback a few seconds only.

Caught by: test_any_course
"""

import asyncio


async def in_transaction(tx, work):
    await tx.begin()
    try:
        result = await work()
        await tx.commit()
        return result
    except BaseException:
        await asyncio.wait([asyncio.create_task(tx.rollback())], timeout=3)
        raise
