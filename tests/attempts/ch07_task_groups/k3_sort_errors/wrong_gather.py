"""Gathers with return_exceptions: nobody is cancelled.

Caught by: test_the_others_are_cancelled
"""

import asyncio


def leaves_of(e):
    if isinstance(e, BaseExceptionGroup):
        return [leaf for x in e.exceptions for leaf in leaves_of(x)]
    return [e]


async def sort_errors(coros):
    ends = await asyncio.gather(*coros, return_exceptions=True)
    failed = [
        e
        for e in ends
        if isinstance(e, BaseException) and not isinstance(e, asyncio.CancelledError)
    ]
    errors = [leaf for e in failed for leaf in leaves_of(e)]
    others = [e for e in errors if not isinstance(e, (ValueError, OSError))]
    if others:
        raise BaseExceptionGroup("others", others)
    return Counts(
        sum(isinstance(e, ValueError) for e in errors),
        sum(isinstance(e, OSError) for e in errors),
    )
