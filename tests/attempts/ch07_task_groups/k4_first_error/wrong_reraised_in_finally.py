"""Raises in a finally clause, while the group is still on its way.

Caught by: test_an_error_without_a_context_has_none_afterwards
"""

import asyncio


async def first_error(coros):
    errors = []

    async def watched(coro):
        try:
            return await coro
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            errors.append(error)
            raise

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(watched(coro)) for coro in coros]
        return [task.result() for task in tasks]
    finally:
        if errors:
            raise errors[0]
