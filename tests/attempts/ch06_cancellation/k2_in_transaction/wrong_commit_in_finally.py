"""Commits in finally, whatever has happened.

Caught by: test_a_failure_is_rolled_back
"""


async def in_transaction(tx, work):
    await tx.begin()
    try:
        return await work()
    except BaseException:
        await tx.rollback()
        raise
    finally:
        await tx.commit()
