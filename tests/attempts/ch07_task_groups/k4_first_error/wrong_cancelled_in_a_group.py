"""Handles a cancellation of the caller like an error, and drops it.

Caught by: test_a_cancellation_reaches_all_of_them
"""

import asyncio


async def first_error(coros):
    errors, tasks = [], []
    try:
        async with asyncio.TaskGroup() as group:
            for coro in coros:
                tasks.append(group.create_task(coro))
    except* asyncio.CancelledError:
        pass
    except* BaseException as group:
        errors.extend(group.exceptions)
    if errors:
        raise errors[0]
    return [task.result() for task in tasks if not task.cancelled()]
