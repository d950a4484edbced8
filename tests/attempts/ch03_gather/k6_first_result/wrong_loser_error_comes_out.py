"""Lets an error of a loser replace the result.

Caught by: test_a_loser_that_fails_has_lost
"""

import asyncio


async def first_result(coros):
    tasks = [asyncio.create_task(c) for c in coros]
    try:
        error = None
        for f in asyncio.as_completed(tasks):
            try:
                return await f
            except Exception as e:
                error = e
        raise error
    finally:
        for t in tasks:
            if not t.done():
                t.cancel()
                try:
                    await t
                except asyncio.CancelledError:
                    pass
