"""Gathers the save with return_exceptions, and returns what comes.

Caught by: test_an_exception_comes_out
"""

import asyncio


async def finish_save(coro):
    save = asyncio.gather(coro, return_exceptions=True)
    cancelled = None
    while not save.done():
        try:
            await asyncio.shield(save)
        except asyncio.CancelledError as e:
            cancelled = e
    if cancelled:
        raise cancelled
    return save.result()[0]
