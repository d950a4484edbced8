"""Takes the CancelledErrors of the cancelled ones for other errors.

Caught by: test_an_error_counts
"""

import asyncio


def leaves_of(e):
    if isinstance(e, BaseExceptionGroup):
        return [leaf for x in e.exceptions for leaf in leaves_of(x)]
    return [e]


async def sort_errors(coros):
    tasks = [asyncio.create_task(c) for c in coros]
    try:
        await asyncio.gather(*tasks)
    except Exception:
        pass
    finally:
        for t in tasks:
            t.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    errors = [
        leaf for e in ends if isinstance(e, BaseException) for leaf in leaves_of(e)
    ]
    others = [e for e in errors if not isinstance(e, (ValueError, OSError))]
    if others:
        raise BaseExceptionGroup("others", others)
    return Counts(
        sum(isinstance(e, ValueError) for e in errors),
        sum(isinstance(e, OSError) for e in errors),
    )
