"""Stop the thread, too.

Somebody exports all orders: a function that blocks writes one file after
another, for minutes. The user closes the page, and the task is cancelled. The
thread knows nothing of that, and writes on, into a folder that has been
deleted.

Given      func: an ordinary function, which blocks its thread
You write  stoppable_job
Tools      threading.Event, asyncio.to_thread, asyncio.wait
Level      further
Time       25 minutes
"""

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def stoppable_job(func: Callable[[threading.Event], T]) -> T:
    """Call `func(stop)` in a thread; return or raise what comes of it.

    `stop` is an event, made for this call. `func` looks at it from time to
    time; once it is set, `func` tidies up, and comes to its end. The event
    loop is free all the time.

    Cancelled, this sets `stop`, waits until `func` has ended, and is cancelled
    itself, whatever `func` returns or raises then. Before that, `stop` is not
    set.

    Example:
        export = asyncio.create_task(stoppable_job(write_files))
        await export     ->  what write_files(stop) returns
        export.cancel()  ->  write_files sees that stop.is_set(), and when it
                             has ended, the task is cancelled
    """
    stop = threading.Event()
    job = asyncio.create_task(asyncio.to_thread(func, stop))
    cancelled = None
    while not job.done():
        try:
            await asyncio.wait([job])
        except asyncio.CancelledError as error:
            # Cancelling the task of a thread would end the task, not the thread.
            stop.set()
            cancelled = error
    if cancelled is not None:
        # What it raised while it was stopped is dropped; somebody has to look at it.
        job.exception()
        raise cancelled
    return job.result()
