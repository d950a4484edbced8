"""Rolls back after a commit, too.

Caught by: test_what_was_done_is_committed
"""


async def in_transaction(tx, work):
    await tx.begin()
    try:
        result = await work()
        await tx.commit()
        return result
    finally:
        await tx.rollback()
