"""Forgets to await the rollback.

Caught by: test_a_failure_is_rolled_back
"""


async def in_transaction(tx, work):
    await tx.begin()
    try:
        result = await work()
        await tx.commit()
        return result
    except BaseException:
        tx.rollback()
        raise
