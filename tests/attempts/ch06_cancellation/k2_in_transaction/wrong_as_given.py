"""The program as it is handed over: a cancellation leaves it open, a failed commit too.

Caught by: test_a_cancellation_is_rolled_back
"""


async def in_transaction(tx, work):
    await tx.begin()
    try:
        result = await work()
    except Exception:
        await tx.rollback()
        raise
    await tx.commit()
    return result
