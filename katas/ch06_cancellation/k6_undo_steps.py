"""Undo what was done.

Booking a journey means booking a train, a hotel and a car, at three companies.
There is no transaction around the three. If the car cannot be had, or if the
traveller goes away, you cancel the hotel, and then the train. And this must
reach its end.

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

Action = Callable[[], Coroutine[Any, Any, None]]

log = logging.getLogger("undo_steps")


async def undo_steps(steps: list[tuple[Action, Action]]) -> None:
    """Do all steps, one after another; if one fails, undo what was done.

    A step is a pair, `(do, undo)`. If a `do` raises anything, or is cancelled
    with this, no further one begins. The steps whose `do` has returned are
    undone one by one, the last one first; when that is over, the exception
    goes on.

    Each `undo` runs to its end, however often this is cancelled. If one raises
    an Exception, `log.error` is called once, with that as `exc_info`, and the
    others are undone all the same.

    Cancelled while it undoes steps, this ends cancelled, also where a `do` had
    failed before. It may be called in a `finally`, and with `asyncio.timeout`
    around it.

    Example:
        await undo_steps([(book_train, cancel_train), (book_hotel,
        cancel_hotel)])
        ->  where book_hotel raises: cancel_train() has ended, and what
            book_hotel raised is raised
    """
    raise NotImplementedError
