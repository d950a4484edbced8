"""Finish the save first.

The game is saved, and the player closes the window, again and again, since it does not
close at once. Half a saved game is worse than none. So the save runs to its end, and
the window closes then.

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
    """Run `coro` to its end, even if the caller is cancelled; return its result.

    The save begins at once, and never hears of a cancellation of the caller, however
    many there are. This ends when the save has ended: with its result or its exception
    if nobody cancelled the caller meanwhile, else with the cancellation.

    The caller may have been cancelled before this begins, and be cleaning up. Only a
    cancellation that comes while this waits counts.

    Example:
        await finish_save(write(game))  ->  what write(game) returns

    Raises:
        The exception of the save, asyncio.CancelledError included if the save raises
            it by itself.
        asyncio.CancelledError: somebody cancelled the caller meanwhile, also if the
            save has failed then (what becomes of its exception is left open). It is
            raised when the save has ended.
    """
    raise NotImplementedError
