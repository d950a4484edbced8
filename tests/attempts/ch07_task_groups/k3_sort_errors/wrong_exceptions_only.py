"""Takes no notice of errors that are no Exception.

Caught by: test_what_is_no_exception_is_raised_too
"""

import asyncio


def leaves_of(e):
    if isinstance(e, BaseExceptionGroup):
        return [leaf for x in e.exceptions for leaf in leaves_of(x)]
    return [e]


async def sort_errors(coros):
    errors = []
    try:
        async with asyncio.TaskGroup() as tg:
            for coro in coros:
                tg.create_task(coro)
    except BaseExceptionGroup as eg:
        errors = [e for e in leaves_of(eg) if isinstance(e, Exception)]
    others = [e for e in errors if not isinstance(e, (ValueError, OSError))]
    if others:
        raise ExceptionGroup("others", others)
    return Counts(
        sum(isinstance(e, ValueError) for e in errors),
        sum(isinstance(e, OSError) for e in errors),
    )
