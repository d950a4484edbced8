"""A flag says in finally whether it is committed."""


async def in_transaction(tx, work):
    await tx.begin()
    committed = False
    try:
        r = await work()
        await tx.commit()
        committed = True
    finally:
        if not committed:
            await tx.rollback()
    return r
