"""Takes the task's own InvalidStateError for "not ended yet".

Caught by: test_a_failure_with_an_error_of_asyncio
"""


def task_status(task):
    try:
        task.result()
    except asyncio.CancelledError:
        return "cancelled"
    except asyncio.InvalidStateError:
        return "pending"
    except BaseException:
        return "failed"
    return "done"
