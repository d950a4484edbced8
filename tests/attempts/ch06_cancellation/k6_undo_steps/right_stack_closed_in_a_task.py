"""An exit stack that is closed in a task of its own."""

import asyncio
import contextlib


async def undo_steps(steps):
    stack = contextlib.AsyncExitStack()

    async def guarded(undo):
        try:
            await undo()
        except asyncio.CancelledError:
            pass
        except Exception as e:
            log.error("could not undo", exc_info=e)

    try:
        for do, undo in steps:
            await do()
            stack.push_async_callback(guarded, undo)
    except BaseException as e:
        closing = asyncio.ensure_future(stack.aclose())
        cancelled = isinstance(e, asyncio.CancelledError)
        while not closing.done():
            try:
                await asyncio.shield(closing)
            except asyncio.CancelledError:
                cancelled = True
        if cancelled:
            raise asyncio.CancelledError()
        raise
    else:
        stack.pop_all()
