"""Takes the CancelledError of a coroutine for the cancellation of the whole.

Caught by: test_who_ends_with_a_cancelled_error_has_not_failed
"""

import asyncio


def leaves_of(e):
    if isinstance(e, BaseExceptionGroup):
        return [leaf for x in e.exceptions for leaf in leaves_of(x)]
    return [e]


async def sort_errors(coros):
    tasks = [asyncio.ensure_future(c) for c in coros]
    try:
        await asyncio.gather(*tasks)
    except BaseException as e:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if isinstance(e, asyncio.CancelledError):
            raise
    errors = [
        leaf
        for t in tasks
        if not t.cancelled() and t.exception()
        for leaf in leaves_of(t.exception())
    ]
    others = [e for e in errors if not isinstance(e, (ValueError, OSError))]
    if others:
        raise BaseExceptionGroup("others", others)
    values = [e for e in errors if isinstance(e, ValueError)]
    return Counts(len(values), len(errors) - len(values))
