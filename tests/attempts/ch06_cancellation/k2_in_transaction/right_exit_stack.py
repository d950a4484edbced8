"""An exit stack holds the rollback, until the commit is done."""

import contextlib


async def in_transaction(tx, work):
    await tx.begin()
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(tx.rollback)
        value = await work()
        await tx.commit()
        stack.pop_all()
    return value
