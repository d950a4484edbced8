"""Takes a task that was asked to stop for one that has stopped.

Caught by: test_a_task_that_is_asked_to_stop
"""


def task_status(task):
    if task.cancelled() or task.cancelling():
        return "cancelled"
    if not task.done():
        return "pending"
    return "failed" if task.exception() else "done"
