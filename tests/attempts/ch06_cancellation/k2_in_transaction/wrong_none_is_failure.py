"""Takes None for "it did not work".

Caught by: test_any_result_is_committed
"""


async def in_transaction(tx, work):
    await tx.begin()
    result = None
    try:
        result = await work()
        if result is not None:
            await tx.commit()
    except BaseException:
        await tx.rollback()
        raise
    if result is None:
        await tx.rollback()
    return result
