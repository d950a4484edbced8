"""The winner ends the task group with an exception of its own."""

import asyncio


class Won(Exception):
    pass


async def first_result(coros):
    results, errors = [], []

    async def run(coro):
        try:
            result = await coro
        except Exception as error:
            errors.append(error)
            return
        results.append(result)
        raise Won

    try:
        async with asyncio.TaskGroup() as group:
            for coro in coros:
                group.create_task(run(coro))
    except* Won:
        pass
    if results:
        return results[0]
    raise errors[-1]
