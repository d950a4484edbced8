"""Rolls back what has not begun.

Caught by: test_before_it_has_begun_there_is_nothing_to_end
"""


async def in_transaction(tx, work):
    try:
        await tx.begin()
        result = await work()
        await tx.commit()
        return result
    except BaseException:
        await tx.rollback()
        raise
