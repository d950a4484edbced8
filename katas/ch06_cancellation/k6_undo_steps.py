"""Undo what was done.

Booking a journey means booking a train, a hotel and a car, at three companies. There is
no transaction around the three. If the car cannot be had, or if the traveller goes
away, you cancel the hotel, and then the train. And this must reach its end.

Given      log, a logger
You write  undo_steps
Tools      asyncio.create_task, asyncio.shield or asyncio.wait, try and except
Level      further
Time       30 minutes
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

Action = Callable[[], Coroutine[Any, Any, object]]

log = logging.getLogger("undo_steps")


async def undo_steps(steps: list[tuple[Action, Action]]) -> None:
    """Do all steps, one after another; if that ends early, undo what was done.

    A step is a pair of coroutine functions, `(do, undo)`. Each `do` begins when the one
    before has returned. If all have returned, nothing is undone.

    If a `do` raises, or if somebody cancels this, no further `do` begins. Those steps
    whose `do` has returned are undone, the last one first; each `undo` begins when the
    one before has ended. A `do` that returns at the very moment of the cancellation has
    returned: if others should follow, this step is undone too. The exception is raised
    when the last `undo` has ended.

    Each `undo` runs to its end, however often this is cancelled meanwhile. If one
    raises an exception, `log.error` is called once, with the exception as `exc_info`,
    and the others are undone all the same. If one ends with a CancelledError of its
    own, the others are undone too; this was not cancelled by that.

    Example:
        await undo_steps([(book_train, cancel_train), (book_hotel, cancel_hotel)])
        ->  where book_hotel raises: cancel_train() has ended, and what it raised is
            raised

    Raises:
        The exception of the `do` that failed, itself.
        asyncio.CancelledError: somebody cancelled this, while it did or undid the
            steps; also where a `do` had failed before. This task itself asks for no
            cancellation, and takes none back: `cancelling()` is what others made it.
    """
    raise NotImplementedError
