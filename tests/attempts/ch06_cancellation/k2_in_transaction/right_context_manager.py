"""An asynccontextmanager, and async with."""

import contextlib


@contextlib.asynccontextmanager
async def open_transaction(tx):
    await tx.begin()
    try:
        yield
        await tx.commit()
    except BaseException:
        await tx.rollback()
        raise


async def in_transaction(tx, work):
    async with open_transaction(tx):
        return await work()
