"""A task group of wrappers that never fail."""

import asyncio


async def settle(coros):
    async def guarded(coro):
        try:
            return True, await coro
        except BaseException as error:
            return False, error

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(guarded(coro)) for coro in coros]
    pairs = [task.result() for task in tasks]
    return [x for good, x in pairs if good], [x for good, x in pairs if not good]
