"""Takes every task that has ended for a good one.

Caught by: test_a_failed_task
"""


def task_status(task):
    if task.cancelled():
        return "cancelled"
    return "done" if task.done() else "pending"
