"""Returns in finally, which swallows the exception.

Caught by: test_a_failure_is_rolled_back
"""


async def in_transaction(tx, work):
    await tx.begin()
    result = None
    try:
        result = await work()
        await tx.commit()
    except BaseException:
        await tx.rollback()
        raise
    finally:
        return result
