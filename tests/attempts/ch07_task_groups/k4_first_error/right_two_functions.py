"""One function runs them and returns the group, the other one raises."""

import asyncio


async def first_error(coros):
    tasks = []

    async def run_all():
        try:
            async with asyncio.TaskGroup() as group:
                for coro in coros:
                    tasks.append(group.create_task(coro))
        except BaseExceptionGroup as failures:
            return failures
        return None

    if failures := await run_all():
        raise failures.exceptions[0]
    return [await task for task in tasks]
