"""Looks at one of those that have ended at the same moment.

Caught by: test_a_result_wins_over_failures_of_the_same_moment
"""

import asyncio


async def first_result(coros):
    pending = {asyncio.create_task(c) for c in coros}
    error = None
    try:
        while pending:
            done, pending = await asyncio.wait(
                pending, return_when=asyncio.FIRST_COMPLETED
            )
            t = done.pop()
            for o in done:
                o.exception()
            if t.exception() is None:
                return t.result()
            error = t.exception()
        raise error
    finally:
        for t in pending:
            t.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
