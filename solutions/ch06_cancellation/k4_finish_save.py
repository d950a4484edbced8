"""Finish the save first.

The game is saved, and the player closes the window, again and again, since it
does not close at once. Half a saved game is worse than none. So the save runs
to its end, and the window closes then.

You write  finish_save
Tools      asyncio.create_task, asyncio.shield or asyncio.wait
Level      further
Time       25 minutes
"""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def finish_save(coro: Coroutine[Any, Any, T]) -> T:
    """Run `coro` to its end, also if this is cancelled; return its result.

    The save never hears of a cancellation of the caller, however many there
    are. As soon as it has ended, this ends too: cancelled if the caller was
    cancelled meanwhile, also where the save has failed; otherwise with the
    result or the exception of the save, be it a CancelledError of its own.

    It may be called in a `finally`, and with `asyncio.timeout` around it.

    Example:
        await finish_save(write(game))  ->  what write(game) returns
    """
    task = asyncio.create_task(coro)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            # wait never cancels what it waits for.
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        # A log of the cancellation shows as its cause what became of the save.
        raise cancelled from (None if task.cancelled() else task.exception())
    return task.result()
