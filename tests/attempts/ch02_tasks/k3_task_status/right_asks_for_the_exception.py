"""Asks for the exception, and looks at what comes."""


def task_status(task):
    try:
        error = task.exception()
    except asyncio.CancelledError:
        return "cancelled"
    except asyncio.InvalidStateError:
        return "pending"
    return "done" if error is None else "failed"
