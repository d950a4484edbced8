"""Asks for the exception of a task that may not have ended.

Caught by: test_a_pending_task
"""


def task_status(task):
    if task.exception():
        return "failed"
    if task.cancelled():
        return "cancelled"
    return "done" if task.done() else "pending"
