"""Tries to take the result, and looks at what comes."""


def task_status(task):
    try:
        task.result()
    except asyncio.InvalidStateError:
        return "cancelled" if task.cancelled() else "pending"
    except asyncio.CancelledError:
        return "cancelled"
    except BaseException:
        return "failed"
    return "done"
