"""A task group: the first failure cancels the others.

Caught by: test_a_failure_is_left_out
"""

import asyncio


async def collect_within(coros, seconds):
    tasks = []
    try:
        async with asyncio.timeout(seconds):
            async with asyncio.TaskGroup() as group:
                for coro in coros:
                    tasks.append(group.create_task(coro))
    except (TimeoutError, ExceptionGroup):
        pass
    return [t.result() for t in tasks if not t.cancelled() and not t.exception()]
