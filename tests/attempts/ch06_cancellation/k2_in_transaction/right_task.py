"""Does the work and the commit in a task, and waits for it."""

import asyncio


async def in_transaction(tx, work):
    async def work_and_commit():
        value = await work()
        await tx.commit()
        return value

    await tx.begin()
    task = asyncio.ensure_future(work_and_commit())
    try:
        return await task
    except BaseException:
        await asyncio.shield(tx.rollback())
        raise
