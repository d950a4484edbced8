"""Awaits the task, whose CancelledError comes out.

Caught by: test_the_task_ends
"""


async def cancel_and_wait(task):
    if task.done():
        return
    task.cancel()
    await task
