"""Awaits one coroutine after the other.

Caught by: test_both_are_at_work_together
"""


async def start_both(first, second):
    return await first, await second
