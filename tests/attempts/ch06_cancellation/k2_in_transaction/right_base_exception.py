"""Catches everything, and raises it again."""


async def in_transaction(tx, work):
    await tx.begin()
    try:
        value = await work()
        await tx.commit()
        return value
    except BaseException as e:
        await tx.rollback()
        raise e
