"""Asks whether the exception is an Exception.

Caught by: test_a_failure_that_is_no_exception
"""

import asyncio


def task_status(task):
    try:
        return "failed" if isinstance(task.exception(), Exception) else "done"
    except asyncio.CancelledError:
        return "cancelled"
    except asyncio.InvalidStateError:
        return "pending"
