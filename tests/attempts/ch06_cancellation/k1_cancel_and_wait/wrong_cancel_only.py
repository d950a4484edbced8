"""Asks, and does not wait.

Caught by: test_it_waits_for_the_cleaning_up
"""


async def cancel_and_wait(task):
    task.cancel()
