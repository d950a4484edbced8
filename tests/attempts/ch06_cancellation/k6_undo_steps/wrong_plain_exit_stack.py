"""An exit stack lets the error of an undo replace the first one.

Caught by: test_an_undo_that_fails_keeps_no_other_from_it
"""

import asyncio
import contextlib


async def undo_steps(steps):
    stack = contextlib.AsyncExitStack()
    try:
        for do, undo in steps:
            await do()
            stack.push_async_callback(undo)
    except BaseException as e:
        out = e
        closing = asyncio.create_task(stack.__aexit__(type(e), e, e.__traceback__))
        while not closing.done():
            try:
                await asyncio.wait([closing])
            except asyncio.CancelledError as again:
                out = again
        closing.result()
        raise out
