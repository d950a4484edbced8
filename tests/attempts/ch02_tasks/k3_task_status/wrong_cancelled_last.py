"""Forgets that a cancelled task is done too.

Caught by: test_a_cancelled_task
"""


def task_status(task):
    if not task.done():
        return "pending"
    if task.exception():
        return "failed"
    return "cancelled" if task.cancelled() else "done"
