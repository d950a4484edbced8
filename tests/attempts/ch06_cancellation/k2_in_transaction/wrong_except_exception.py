"""Puts the commit into the try, and still sees no cancellation.

Caught by: test_a_cancellation_is_rolled_back
"""


async def in_transaction(tx, work):
    await tx.begin()
    try:
        result = await work()
        await tx.commit()
    except Exception:
        await tx.rollback()
        raise
    return result
