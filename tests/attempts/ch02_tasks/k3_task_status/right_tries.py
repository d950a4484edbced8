"""Tries to take the result of a task that has ended, and looks at what comes."""


def task_status(task):
    if not task.done():
        return "pending"
    try:
        task.result()
    except asyncio.CancelledError:
        return "cancelled"
    except BaseException:
        return "failed"
    return "done"
