"""Hand something over from a thread.

The driver of a sensor calls you in threads of its own; tasks take its readings
out of a queue. When there are many, some are lost, and the log is full of
QueueFull. Repair the program below.

Given      loop and queue, which belong together, and a program that is wrong
You write  post
Tools      asyncio.run_coroutine_threadsafe
Level      core
Time       15 minutes
"""

import asyncio
from typing import TypeVar

T = TypeVar("T")


def post(loop: asyncio.AbstractEventLoop, queue: asyncio.Queue[T], item: T) -> None:
    """Put `item` into `queue`, from any thread but that of the loop.

    The queue is bounded, and tasks of `loop` read it. It is used in the thread
    of `loop` alone. While it is full, this blocks its own thread until there
    is room. When this returns, the item is in the queue, and a task that waits
    for one gets it at once.

    Any number of threads may post at once; what one thread posts stays in
    order. Nothing is lost.

    Example:
        post(loop, queue, 21.5)  ->  None, and 21.5 is in the queue
    """
    loop.call_soon_threadsafe(queue.put_nowait, item)
