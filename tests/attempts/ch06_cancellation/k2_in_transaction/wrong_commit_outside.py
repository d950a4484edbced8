"""Sees a cancellation of the work, and no failure of the commit.

Caught by: test_a_failed_commit_is_rolled_back
"""


async def in_transaction(tx, work):
    await tx.begin()
    try:
        result = await work()
    except BaseException:
        await tx.rollback()
        raise
    await tx.commit()
    return result
