"""Awaits the save itself.

Caught by: test_a_cancellation_does_not_reach_the_save
"""


async def finish_save(coro):
    return await coro
