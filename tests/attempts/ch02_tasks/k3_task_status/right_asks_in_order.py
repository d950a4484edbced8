"""Asks from the outside to the inside."""


def task_status(task):
    if task.cancelled():
        return "cancelled"
    if not task.done():
        return "pending"
    if task.exception():
        return "failed"
    return "done"
