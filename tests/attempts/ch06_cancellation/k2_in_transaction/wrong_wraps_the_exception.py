"""Raises its own error, with the exception as its cause.

Caught by: test_a_failure_is_rolled_back
"""


async def in_transaction(tx, work):
    await tx.begin()
    try:
        result = await work()
        await tx.commit()
    except Exception as error:
        await tx.rollback()
        raise OSError("rolled back") from error
    except BaseException:
        await tx.rollback()
        raise
    return result
