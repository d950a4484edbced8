"""Tells a failure from the text of the task, so nobody has seen the exception.

Caught by: test_the_exception_counts_as_seen
"""


def task_status(task):
    if task.cancelled():
        return "cancelled"
    if not task.done():
        return "pending"
    return "failed" if "exception=" in repr(task) else "done"
